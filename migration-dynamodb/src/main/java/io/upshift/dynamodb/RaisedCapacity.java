package io.upshift.dynamodb;

import io.upshift.Operation;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Raises a table's capacity, after it has noted down what to put back. */
record RaisedCapacity(String table, Capacity to) implements Operation<DynamoDbSession> {
    private static final String NOTE = "capacity/";

    @Override
    public void run(DynamoDbSession session) throws Exception {
        if (session.notes().find(NOTE + table) == null) {
            TableDescription description = TableShape.get(session.client(), table);
            session.notes().keep(NOTE + table, TableCapacity.of(description).note());
        }
        raise().run(session);
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        return session.notes().find(NOTE + table) != null && raise().isDone(session);
    }

    /** The way back, which forgets the note last. */
    Operation<DynamoDbSession> putBack() {
        return new Operation<>() {
            @Override
            public void run(DynamoDbSession session) throws Exception {
                String before = session.notes().find(NOTE + table);
                if (before != null) {
                    new AwaitedChange(new TableCapacity(table, Capacity.parse(before))).run(session);
                    session.notes().forget(NOTE + table);
                }
            }

            @Override
            public boolean isDone(DynamoDbSession session) {
                return session.notes().find(NOTE + table) == null;
            }
        };
    }

    private AwaitedChange raise() {
        return new AwaitedChange(new TableCapacity(table, to));
    }
}
