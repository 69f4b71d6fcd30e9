package io.upshift.dynamodb;

import io.upshift.StepException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** One change of an existing table, which the service carries out in its own time. */
interface TableChange {

    String table();

    /** What is awaited, as the subject of a sentence. */
    String what();

    /** Whether the table is as it should be. */
    boolean holds(DynamoDbSession session, TableDescription table) throws StepException;

    /** Asks for it: one call. */
    void request(DynamoDbSession session, TableDescription table) throws Exception;

    /** What has to be awaited before it can be asked for, beside the table's own state; null when nothing has. */
    default @Nullable String busy(DynamoDbSession session, TableDescription table) {
        return null;
    }

    /** Looks over what has come of it, once it holds; what it finds is told and changes nothing. */
    default void review(DynamoDbSession session) {}
}
