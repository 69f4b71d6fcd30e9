package io.upshift.dynamodb;

import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The capacity of a table; its indexes get the same when it becomes provisioned, and keep theirs otherwise.
 *
 * <p>Before it asks, it shows what is used up of the day's decreases and when the table last became on-demand, and refuses
 * what the service would refuse.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">decreases: 4 at any
 *     time, then one an hour, 27 a day; 4 switches to on-demand in 24 hours</a>
 */
record TableCapacity(String table, Capacity wanted) implements TableChange {
    private static final long FREE_DECREASES = 4;
    private static final long MOST_DECREASES = 27;

    static Capacity of(TableDescription description) {
        ProvisionedThroughputDescription units = description.provisionedThroughput();
        return TableDifferences.isOnDemand(description) || units == null
                ? Capacity.onDemand()
                : Capacity.provisioned(units.readCapacityUnits(), units.writeCapacityUnits());
    }

    @Override
    public String what() {
        return "the capacity of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) {
        return of(description).equals(wanted);
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) throws StepException {
        Capacity before = of(description);
        checkQuota(session, description, before);
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table);
        if (wanted.isOnDemand()) {
            request.billingMode(BillingMode.PAY_PER_REQUEST);
        } else {
            request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(TableDefinition.throughput(wanted));
            if (before.isOnDemand() && description.hasGlobalSecondaryIndexes()) {
                request.globalSecondaryIndexUpdates(indexes(description));
            }
        }
        session.client().updateTable(request.build());
    }

    private List<GlobalSecondaryIndexUpdate> indexes(TableDescription description) {
        return description.globalSecondaryIndexes().stream()
                .map(index -> GlobalSecondaryIndexUpdate.builder()
                        .update(update -> update.indexName(index.indexName())
                                .provisionedThroughput(TableDefinition.throughput(wanted)))
                        .build())
                .toList();
    }

    private void checkQuota(DynamoDbSession session, TableDescription description, Capacity before)
            throws StepException {
        String said = table + " goes from " + before + " to " + wanted;
        if (wanted.isOnDemand()) {
            Instant last = description.billingModeSummary() == null
                    ? null
                    : description.billingModeSummary().lastUpdateToPayPerRequestDateTime();
            session.progress(said + (last == null ? "" : "; it last became on-demand at " + last)
                    + " (4 times in 24 hours are allowed)");
            return;
        }
        boolean decreases = !before.isOnDemand()
                && (wanted.readUnits() < before.readUnits() || wanted.writeUnits() < before.writeUnits());
        ProvisionedThroughputDescription units = description.provisionedThroughput();
        long used = units == null || units.numberOfDecreasesToday() == null ? 0 : units.numberOfDecreasesToday();
        session.progress(
                said + (decreases ? "; " + used + " of " + MOST_DECREASES + " decreases of today are used" : ""));
        if (decreases && isUsedUp(used, units == null ? null : units.lastDecreaseDateTime())) {
            throw new StepException(
                    "the decreases of capacity of " + table + " are used up: " + used + " today, the last one at "
                            + (units == null ? "" : units.lastDecreaseDateTime()),
                    "run again in an hour, or after midnight UTC when there were " + MOST_DECREASES
                            + "; nothing was changed");
        }
    }

    private static boolean isUsedUp(long used, @Nullable Instant last) {
        boolean thisHour = last != null && last.isAfter(Instant.now().minus(Duration.ofHours(1)));
        return used >= MOST_DECREASES || (used >= FREE_DECREASES && thisHour);
    }
}
