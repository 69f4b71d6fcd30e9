package io.upshift.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Whether a table refuses to be deleted. */
record Protection(String table, boolean on) implements TableChange {

    @Override
    public String what() {
        return "the deletion protection of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) {
        return on == Boolean.TRUE.equals(description.deletionProtectionEnabled());
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) {
        session.client().updateTable(request -> request.tableName(table).deletionProtectionEnabled(on));
    }
}
