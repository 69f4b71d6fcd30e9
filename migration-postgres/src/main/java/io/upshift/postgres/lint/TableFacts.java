package io.upshift.postgres.lint;

/**
 * What the database says of a table now.
 *
 * @param bytes the table with what is stored out of line, partitions included, without indexes
 * @param indexBytes its indexes
 * @param rows the estimate of the statistics
 * @param isPublished whether a publication carries it to subscribers
 */
record TableFacts(long bytes, long indexBytes, long rows, boolean isPublished) {

    long allBytes() {
        return bytes + indexBytes;
    }

    String size() {
        return Sizes.bytes(allBytes()) + " with indexes, about " + rows + " rows";
    }
}
