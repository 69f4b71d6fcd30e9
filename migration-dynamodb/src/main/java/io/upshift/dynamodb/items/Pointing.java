package io.upshift.dynamodb.items;

import io.upshift.Operation;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;

/** Moves a pointer from one table to another, and from no other one. */
record Pointing(TablePointer pointer, String from, String to) implements Operation<DynamoDbSession> {
    @Override
    public void run(DynamoDbSession session) throws Exception {
        TablePointer.Pointed now = pointer.read(session);
        if (now.table().equals(to)) {
            return;
        }
        if (!now.table().equals(from) || !pointer.move(session, now, to)) {
            throw new StepException(
                    "the pointer doesn't say " + from + " any more, or somebody else has moved it meanwhile",
                    "see who moves it, let it say " + from + ", and run again");
        }
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        return pointer.read(session).table().equals(to);
    }
}
