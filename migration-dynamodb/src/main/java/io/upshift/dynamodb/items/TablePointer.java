package io.upshift.dynamodb.items;

import io.upshift.dynamodb.DynamoDbSession;

/**
 * Where the service looks up what a table is called now: an item of {@link PointerItem}, a parameter of Systems Manager,
 * or whatever can be changed for all instances at once.
 */
public interface TablePointer {
    /**
     * What it says.
     *
     * @param version raised with every move; 0 when nothing was written yet
     */
    record Pointed(String table, long version) {}

    Pointed read(DynamoDbSession session) throws Exception;

    /**
     * Points to another table.
     *
     * @return false, and nothing was changed, when the version isn't the expected one any more
     */
    boolean move(DynamoDbSession session, Pointed expected, String table) throws Exception;
}
