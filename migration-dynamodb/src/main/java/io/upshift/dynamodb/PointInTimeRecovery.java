package io.upshift.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Whether a table can be restored to any second of the last days. */
record PointInTimeRecovery(String table, boolean on) implements TableChange {

    @Override
    public String what() {
        return "the point-in-time recovery of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) {
        PointInTimeRecoveryDescription there = Retries.call(
                        () -> session.client().describeContinuousBackups(request -> request.tableName(table)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        return on == (there.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED);
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) {
        session.client()
                .updateContinuousBackups(request -> request.tableName(table)
                        .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(on)));
    }
}
