package io.upshift.postgres.backfill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One of the two tables of a comparison.
 *
 * @param condition of the rows that belong to it
 * @param values expressions over its columns
 */
record ComparisonSide(Keyset keyset, String condition, Collection<String> values) {
    /** How many rows a range has, and the sum of their checksums. */
    String checksum(String range) {
        return "select count(*), coalesce(sum(" + hash() + "::numeric), 0)::text from " + rows(range);
    }

    /** The key of the row so many rows behind the first of a range; none when it has fewer. */
    String keyAt(String range) {
        return "select " + keyset.text() + " from " + rows(range) + " order by " + keyset.list() + " offset ? limit 1";
    }

    /** Key and checksum of each row of a range. */
    String checksums(String range) {
        return "select " + keyset.text() + " as key, " + hash() + " as hash from " + rows(range);
    }

    private String rows(String range) {
        return keyset.table() + " where " + range + " and (" + condition + "\n)";
    }

    private String hash() {
        List<String> row = new ArrayList<>(List.of(keyset.list()));
        row.addAll(values);
        return "hashtextextended(row(" + String.join(", ", row) + ")::text, 0)";
    }
}
