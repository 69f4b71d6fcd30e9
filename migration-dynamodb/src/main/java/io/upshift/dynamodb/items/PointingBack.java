package io.upshift.dynamodb.items;

import io.upshift.Operation;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;

/** Moves the pointer back with the writers held, unless something was written since. */
record PointingBack(Comparison comparison, WriterFreeze writers, Pointing pointing)
        implements Operation<DynamoDbSession> {
    @Override
    public void run(DynamoDbSession session) throws Exception {
        writers.freeze(session);
        try {
            comparison.run(session);
        } catch (StepException e) {
            writers.thaw(session);
            throw new StepException(
                    "somebody has written to " + pointing.from() + " since it was switched to, or to " + pointing.to(),
                    "carry what was written over in a new migration; the pointer stays, and the writers go on");
        }
        pointing.run(session);
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        return pointing.isDone(session);
    }
}
