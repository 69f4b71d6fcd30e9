package io.upshift.dynamodb;

import io.upshift.Operation;
import io.upshift.Poll;
import io.upshift.StepException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Brings one change of a table about: waits until the table can be changed, asks once, and waits until it is so. What is
 * so already is left alone, so that it can be repeated after any interruption.
 */
record AwaitedChange(TableChange change) implements Operation<DynamoDbSession> {

    @Override
    public void run(DynamoDbSession session) throws Exception {
        boolean[] asked = {false};
        TablePoller.of(session.settings()).until(change.what(), () -> look(session, asked), session::progress);
        change.review(session);
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        TableDescription description = TableShape.find(session.client(), change.table());
        return description != null && busy(session, description) == null && change.holds(session, description);
    }

    private Poll<TableDescription> look(DynamoDbSession session, boolean[] asked) throws Exception {
        TableDescription description = TableShape.get(session.client(), change.table());
        refuseReplicas(session, description);
        String busy = busy(session, description);
        if (busy != null) {
            return Poll.waiting(busy);
        }
        if (change.holds(session, description)) {
            return Poll.done(description);
        }
        if (asked[0]) {
            return Poll.waiting(change.what() + " was asked for");
        }
        try {
            change.request(session, description);
            asked[0] = true;
            return Poll.waiting(change.what() + " was asked for");
        } catch (ResourceInUseException e) {
            return Poll.waiting("another change of " + change.table() + " is under way");
        } catch (LimitExceededException e) {
            return Poll.waiting("a limit of the account is reached: " + AwsErrors.because(e));
        }
    }

    private @Nullable String busy(DynamoDbSession session, TableDescription description) {
        String busy = TableShape.busy(description);
        return busy == null ? change.busy(session, description) : busy;
    }

    private static void refuseReplicas(DynamoDbSession session, TableDescription description) throws StepException {
        if (description.hasReplicas() && !session.settings().allowReplicas()) {
            throw new StepException(
                    "the table " + description.tableName()
                            + " has replicas in other Regions, which a change reaches too",
                    "set upshift.dynamodb.allow-replicas when that is meant; nothing was changed");
        }
    }
}
