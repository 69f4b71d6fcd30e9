package io.upshift.dynamodb.items;

import io.upshift.dynamodb.DynamoDbSession;

/** Holds the writers of a table: a feature flag, a mode of the service, a policy. Each call may be repeated. */
public interface WriterFreeze {
    /** Returns when nobody writes any more, and what was under way has ended. */
    void freeze(DynamoDbSession session) throws Exception;

    /** Lets them write again. */
    void thaw(DynamoDbSession session) throws Exception;

    boolean isFrozen(DynamoDbSession session) throws Exception;
}
