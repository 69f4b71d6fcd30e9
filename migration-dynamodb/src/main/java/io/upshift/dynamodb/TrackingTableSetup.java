package io.upshift.dynamodb;

import io.upshift.MigrationException;
import io.upshift.Poll;
import io.upshift.StepException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Makes the tracking table where it is missing, and waits for it; any number of instances may do so at once. */
final class TrackingTableSetup {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbTarget.class);

    private final DynamoDbTarget target;
    private final TrackingTable table;
    private final DynamoDbClient client;
    private boolean made;

    TrackingTableSetup(DynamoDbTarget target, TrackingTable table) {
        this.target = target;
        this.table = table;
        this.client = target.client();
    }

    void make() throws StepException {
        TableDescription description;
        try {
            description = TablePoller.of(target.settings())
                    .until("the tracking table " + table.name(), this::look, state -> log.info("{}", state));
        } catch (StepException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw AwsErrors.told(String.valueOf(e.getMessage()), "run again", e);
        }
        if (description.hasReplicas() && !target.settings().allowReplicas()) {
            throw MigrationException.refused(
                    "The tracking table " + table.name() + " can't hold the run lock",
                    "it has replicas in other Regions, where a lock is seen late",
                    "name a table of this Region alone, or set upshift.dynamodb.allow-replicas and migrate from one"
                            + " Region only");
        }
        if (made && target.settings().pointInTimeRecovery()) {
            client.updateContinuousBackups(request -> request.tableName(table.name())
                    .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        }
    }

    private Poll<TableDescription> look() {
        TableDescription description = TableShape.find(client, table.name());
        if (description == null) {
            return create();
        }
        if (!isShaped(description)) {
            return Poll.failed(
                    "its key is " + TableShape.keys(description),
                    "name another tracking table with upshift.dynamodb.table");
        }
        return description.tableStatus() == TableStatus.ACTIVE || description.tableStatus() == TableStatus.UPDATING
                ? Poll.done(description)
                : Poll.waiting(table.name() + " is " + description.tableStatusAsString());
    }

    private Poll<TableDescription> create() {
        try {
            client.createTable(request());
            made = true;
            return Poll.waiting(table.name() + " is made");
        } catch (ResourceInUseException e) {
            return Poll.waiting(table.name() + " is made by another instance");
        } catch (LimitExceededException e) {
            return Poll.waiting("the account makes too many tables at once");
        }
    }

    private CreateTableRequest request() {
        List<Tag> tags = target.settings().tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        CreateTableRequest.Builder request = TableDefinition.of(table.name())
                .partitionKey(TrackingTable.PARTITION_KEY, ScalarAttributeType.S)
                .sortKey(TrackingTable.SORT_KEY, ScalarAttributeType.S)
                .request()
                .toBuilder()
                .billingMode(BillingMode.PAY_PER_REQUEST);
        return tags.isEmpty() ? request.build() : request.tags(tags).build();
    }

    private static boolean isShaped(TableDescription description) {
        return TableShape.keys(description)
                .equals(TrackingTable.PARTITION_KEY + " (S), " + TrackingTable.SORT_KEY + " (S)");
    }
}
