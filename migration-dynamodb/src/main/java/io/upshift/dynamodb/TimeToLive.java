package io.upshift.dynamodb;

import io.upshift.StepException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The expiry of a table's items. It may be changed once an hour; an earlier change is awaited.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html">
 *     UpdateTimeToLive</a>
 */
record TimeToLive(String table, String attribute, boolean on) implements TableChange {

    @Override
    public String what() {
        return "the expiry of " + table;
    }

    @Override
    public @Nullable String busy(DynamoDbSession session, TableDescription description) {
        TimeToLiveStatus status = find(session).timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLING || status == TimeToLiveStatus.DISABLING
                ? "the expiry of " + table + " is " + status
                : null;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) throws StepException {
        TimeToLiveDescription there = find(session);
        boolean isOn = there.timeToLiveStatus() == TimeToLiveStatus.ENABLED;
        if (isOn && !attribute.equals(there.attributeName())) {
            throw new StepException(
                    "the items of " + table + " expire by another attribute, " + there.attributeName(),
                    "switch that off first with Tables.timeToLiveOff; nothing was changed");
        }
        return isOn == on;
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) {
        try {
            session.client()
                    .updateTimeToLive(request -> request.tableName(table)
                            .timeToLiveSpecification(spec -> spec.enabled(on).attributeName(attribute)));
        } catch (DynamoDbException e) {
            if (AwsErrors.isInvalid(e) && AwsErrors.because(e).contains("multiple times")) {
                throw LimitExceededException.builder()
                        .message("the expiry may be changed once an hour")
                        .cause(e)
                        .build();
            }
            throw e;
        }
    }

    private TimeToLiveDescription find(DynamoDbSession session) {
        return Retries.call(() -> session.client().describeTimeToLive(request -> request.tableName(table)))
                .timeToLiveDescription();
    }
}
