package io.upshift.aws;

import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Snapshots of a DB instance. */
final class InstanceSnapshots implements SnapshotCalls {
    private final RdsClient rds;
    private final String instance;

    InstanceSnapshots(RdsClient rds, String instance) {
        this.rds = rds;
        this.instance = instance;
    }

    @Override
    public String kind() {
        return "rds-snapshot";
    }

    @Override
    public String quota() {
        return "ManualSnapshots";
    }

    @Override
    public int longestName() {
        return RdsNames.LONGEST_SNAPSHOT;
    }

    @Override
    public String sourceName() {
        return instance;
    }

    @Override
    public Source source() throws StepException {
        DBInstance found = describe();
        return new Source("instance " + instance, found.dbInstanceStatus(), found.dbiResourceId(), restore(found));
    }

    /** @throws StepException when there is none */
    DBInstance describe() throws StepException {
        try {
            return Reads.read(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(instance)))
                    .dbInstances()
                    .get(0);
        } catch (DbInstanceNotFoundException e) {
            String there = Candidates.of(() -> rds.describeDBInstancesPaginator().dbInstances().stream()
                    .map(DBInstance::dbInstanceIdentifier)
                    .toList());
            throw new StepException(
                    "there is no DB instance " + instance + " in this Region; " + there,
                    "correct the name or the client's Region; a cluster is named with RdsSnapshot.cluster");
        }
    }

    @Override
    public List<Snapshot> all() {
        return Reads.read(() -> {
            List<Snapshot> all = new ArrayList<>();
            rds.describeDBSnapshotsPaginator(
                            request -> request.dbInstanceIdentifier(instance).snapshotType("manual"))
                    .dbSnapshots()
                    .forEach(snapshot -> all.add(value(snapshot)));
            return all;
        });
    }

    @Override
    public void create(String id, Map<String, String> tags) {
        rds.createDBSnapshot(request ->
                request.dbInstanceIdentifier(instance).dbSnapshotIdentifier(id).tags(Tags.rds(tags)));
    }

    @Override
    public void delete(String id) {
        rds.deleteDBSnapshot(request -> request.dbSnapshotIdentifier(id));
    }

    @Override
    public List<RemoteCall> permissions(boolean deletes) {
        return Permissions.snapshots(
                "Instance", "db:" + instance, "Snapshot", "snapshot:" + RdsNames.PREFIX + "*", deletes);
    }

    static Snapshot value(DBSnapshot snapshot) {
        Instant created = Objects.requireNonNullElse(snapshot.snapshotCreateTime(), Instant.EPOCH);
        return new Snapshot(
                snapshot.dbSnapshotIdentifier(),
                String.valueOf(snapshot.dbSnapshotArn()),
                snapshot.status(),
                Objects.requireNonNullElse(snapshot.percentProgress(), 0),
                created,
                Objects.requireNonNullElse(snapshot.originalSnapshotCreateTime(), created),
                Objects.requireNonNullElse(snapshot.allocatedStorage(), 0),
                Boolean.TRUE.equals(snapshot.encrypted()),
                Objects.requireNonNullElse(snapshot.kmsKeyId(), ""),
                Objects.requireNonNullElse(snapshot.dbiResourceId(), ""),
                Tags.of(snapshot.tagList()));
    }

    private static String restore(DBInstance source) {
        return new RestoreCommand("restore-db-instance-from-db-snapshot")
                .option("db-instance-identifier", source.dbInstanceIdentifier() + "-restored")
                .option("db-snapshot-identifier", RestoreCommand.SNAPSHOT)
                .option("db-instance-class", source.dbInstanceClass())
                .option(
                        "db-subnet-group-name",
                        source.dbSubnetGroup() == null
                                ? null
                                : source.dbSubnetGroup().dbSubnetGroupName())
                .options(
                        "vpc-security-group-ids",
                        source.vpcSecurityGroups().stream()
                                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                                .toList())
                .options(
                        "db-parameter-group-name",
                        source.dbParameterGroups().stream()
                                .map(DBParameterGroupStatus::dbParameterGroupName)
                                .toList())
                .flag("multi-az", source.multiAZ())
                .flag("enable-iam-database-authentication", source.iamDatabaseAuthenticationEnabled())
                .flag("deletion-protection", source.deletionProtection())
                .toString();
    }
}
