package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.RemoteCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;

/** Copies, renames and deletes DB instances. */
final class InstanceCalls implements DatabaseCalls {
    private final RdsClient rds;

    InstanceCalls(RdsClient rds) {
        this.rds = rds;
    }

    @Override
    public String type() {
        return "instance";
    }

    @Override
    public SnapshotCalls snapshots(String id) {
        return new InstanceSnapshots(rds, id);
    }

    @Override
    public Optional<Facts> find(String id) {
        return instance(rds, id).map(InstanceCalls::facts);
    }

    @Override
    public Situation situation(String id) {
        DBInstance instance = existing(id);
        return new Situation(
                instance.engine(),
                instance.engineVersion(),
                0,
                instance.masterUserSecret() != null,
                instance.readReplicaSourceDBInstanceIdentifier(),
                Objects.requireNonNullElse(instance.backupRetentionPeriod(), 0));
    }

    @Override
    public Poll<Facts> poll(String id) {
        return find(id).map(Facts::poll).orElseGet(Poll::missing);
    }

    @Override
    public void restore(String source, ChosenPoint point, String to, Map<String, String> tags) {
        DBInstance from = existing(source);
        if (point.snapshot().isEmpty()) {
            rds.restoreDBInstanceToPointInTime(InstanceSettings.restore(from, point.at(), to, Tags.rds(tags)));
        } else {
            rds.restoreDBInstanceFromDBSnapshot(InstanceSettings.restore(from, point.snapshot(), to, Tags.rds(tags)));
        }
    }

    @Override
    public void complete(String source, String to, Map<String, String> tags) {
        rds.modifyDBInstance(InstanceSettings.leftovers(existing(source), to));
    }

    @Override
    public List<String> differences(String source, String copy) {
        return InstanceSettings.differences(existing(source), existing(copy));
    }

    @Override
    public void rename(String from, String to) {
        rds.modifyDBInstance(request ->
                request.dbInstanceIdentifier(from).newDBInstanceIdentifier(to).applyImmediately(true));
    }

    @Override
    public void unprotect(String id) {
        rds.modifyDBInstance(request ->
                request.dbInstanceIdentifier(id).deletionProtection(false).applyImmediately(true));
    }

    @Override
    public void delete(String id, @Nullable String lastSnapshot) {
        DeleteDbInstanceRequest.Builder request = DeleteDbInstanceRequest.builder()
                .dbInstanceIdentifier(id)
                .skipFinalSnapshot(lastSnapshot == null)
                .deleteAutomatedBackups(lastSnapshot == null);
        if (lastSnapshot != null) {
            request.finalDBSnapshotIdentifier(lastSnapshot);
        }
        rds.deleteDBInstance(request.build());
    }

    @Override
    public List<RemoteCall> copying(String source, String copy) {
        return Permissions.copyOfInstance(source, copy);
    }

    @Override
    public List<RemoteCall> deleting(String id) {
        return Permissions.deletion("Instance", "db:" + id, "snapshot:" + RdsNames.PREFIX + "*");
    }

    @Override
    public List<RemoteCall> renaming(String from, String to) {
        return Permissions.renaming(from, to);
    }

    static Optional<DBInstance> instance(RdsClient rds, String id) {
        try {
            return Optional.of(Reads.read(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(id)))
                    .dbInstances()
                    .get(0));
        } catch (DbInstanceNotFoundException e) {
            return Optional.empty();
        }
    }

    private DBInstance existing(String id) {
        return Reads.read(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(id)))
                .dbInstances()
                .get(0);
    }

    private static Facts facts(DBInstance instance) {
        return new Facts(
                instance.dbInstanceIdentifier(),
                String.valueOf(instance.dbInstanceArn()),
                instance.dbInstanceStatus(),
                Objects.requireNonNullElse(instance.dbiResourceId(), ""),
                instance.endpoint() == null ? "" : instance.endpoint().address(),
                instance.endpoint() == null ? 0 : instance.endpoint().port(),
                String.valueOf(instance.engine()),
                String.valueOf(instance.engineVersion()),
                Boolean.TRUE.equals(instance.deletionProtection()),
                Tags.of(instance.tagList()),
                instance.latestRestorableTime());
    }
}
