package io.upshift.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A global secondary index that goes. */
record IndexRemoval(String table, String name) implements TableChange {

    @Override
    public String what() {
        return "the removal of the index " + name + " of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) {
        return IndexAddition.find(description, name).isEmpty();
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) {
        session.client()
                .updateTable(request -> request.tableName(table)
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(delete -> delete.indexName(name))
                                .build()));
    }
}
