package io.upshift.dynamodb;

import io.upshift.Operation;
import io.upshift.Poll;
import io.upshift.StepException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Deletes a table and waits until it is gone.
 *
 * @param deletion null when only a table without items may be deleted
 */
record TableDeletion(String table, @Nullable Deletion deletion) implements Operation<DynamoDbSession> {
    private static final String NOTE = "backup/";

    @Override
    public void run(DynamoDbSession session) throws Exception {
        TableDescription description = TableShape.find(session.client(), table);
        if (description != null && description.tableStatus() != TableStatus.DELETING) {
            refuse(session, description);
            if (deletion == Deletion.AFTER_BACKUP) {
                backup(session);
            }
        }
        TablePoller.of(session.settings()).until("the deletion of " + table, () -> look(session), session::progress);
        if (session.notes().find(NOTE + table) != null) {
            session.notes().forget(NOTE + table);
        }
    }

    @Override
    public boolean isDone(DynamoDbSession session) {
        return TableShape.find(session.client(), table) == null;
    }

    private Poll<String> look(DynamoDbSession session) {
        TableDescription description = TableShape.find(session.client(), table);
        if (description == null) {
            return Poll.done(table);
        }
        if (description.tableStatus() != TableStatus.DELETING) {
            try {
                session.client().deleteTable(request -> request.tableName(table));
            } catch (ResourceInUseException e) {
                return Poll.waiting("another change of " + table + " is under way");
            }
        }
        return Poll.waiting(table + " is DELETING");
    }

    private void refuse(DynamoDbSession session, TableDescription description) throws StepException {
        if (Boolean.TRUE.equals(description.deletionProtectionEnabled())) {
            throw new StepException(
                    "the table " + table + " is protected against deletion",
                    "switch the protection off with Tables.deletionProtection in an earlier step; nothing was changed");
        }
        if (description.hasReplicas() && !session.settings().allowReplicas()) {
            throw new StepException(
                    "the table " + table + " has replicas in other Regions",
                    "set upshift.dynamodb.allow-replicas when that is meant; nothing was changed");
        }
        boolean hasItems = deletion == null
                && session.client()
                                .scan(request ->
                                        request.tableName(table).limit(1).consistentRead(true))
                                .count()
                        > 0;
        if (hasItems) {
            throw new StepException(
                    "the table " + table + " has items, and nobody said that they may go",
                    "say so with a Deletion in Tables.create, or empty the table first; nothing was changed");
        }
    }

    /** Its ARN is kept, so that a run after a crash finds the backup that was begun. */
    private void backup(DynamoDbSession session) throws Exception {
        String kept = session.notes().find(NOTE + table);
        String arn;
        if (kept == null) {
            arn = session.client()
                    .createBackup(request -> request.tableName(table).backupName(table + "-before-deletion"))
                    .backupDetails()
                    .backupArn();
            session.notes().keep(NOTE + table, arn);
        } else {
            arn = kept;
        }
        TablePoller.of(session.settings())
                .atMost(Duration.ofHours(1))
                .until(
                        "the backup of " + table,
                        () -> {
                            BackupStatus status = Retries.call(
                                            () -> session.client().describeBackup(request -> request.backupArn(arn)))
                                    .backupDescription()
                                    .backupDetails()
                                    .backupStatus();
                            return switch (status) {
                                case AVAILABLE -> Poll.done(arn);
                                case CREATING -> Poll.waiting("the backup of " + table + " is CREATING");
                                default -> Poll.failed("it is " + status, "run again; the table is untouched");
                            };
                        },
                        session::progress);
        session.progress("the items of " + table + " are in " + arn);
    }
}
