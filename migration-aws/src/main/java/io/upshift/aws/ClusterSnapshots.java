package io.upshift.aws;

import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Snapshots of an Aurora cluster. */
final class ClusterSnapshots implements SnapshotCalls {
    private final RdsClient rds;
    private final String cluster;

    ClusterSnapshots(RdsClient rds, String cluster) {
        this.rds = rds;
        this.cluster = cluster;
    }

    @Override
    public String kind() {
        return "rds-cluster-snapshot";
    }

    @Override
    public String quota() {
        return "ManualClusterSnapshots";
    }

    @Override
    public int longestName() {
        return RdsNames.LONGEST;
    }

    @Override
    public String sourceName() {
        return cluster;
    }

    @Override
    public Source source() throws StepException {
        DBCluster found = describe();
        return new Source("cluster " + cluster, found.status(), found.dbClusterResourceId(), restore(found));
    }

    /** @throws StepException when there is none */
    DBCluster describe() throws StepException {
        try {
            return Reads.read(() -> rds.describeDBClusters(request -> request.dbClusterIdentifier(cluster)))
                    .dbClusters()
                    .get(0);
        } catch (DbClusterNotFoundException e) {
            String there = Candidates.of(() -> rds.describeDBClustersPaginator().dbClusters().stream()
                    .map(DBCluster::dbClusterIdentifier)
                    .toList());
            throw new StepException(
                    "there is no DB cluster " + cluster + " in this Region; " + there,
                    "correct the name or the client's Region; an instance is named with RdsSnapshot.of");
        }
    }

    @Override
    public List<Snapshot> all() {
        return Reads.read(() -> {
            List<Snapshot> all = new ArrayList<>();
            rds.describeDBClusterSnapshotsPaginator(
                            request -> request.dbClusterIdentifier(cluster).snapshotType("manual"))
                    .dbClusterSnapshots()
                    .forEach(snapshot -> all.add(value(snapshot)));
            return all;
        });
    }

    @Override
    public void create(String id, Map<String, String> tags) {
        rds.createDBClusterSnapshot(request -> request.dbClusterIdentifier(cluster)
                .dbClusterSnapshotIdentifier(id)
                .tags(Tags.rds(tags)));
    }

    @Override
    public void delete(String id) {
        rds.deleteDBClusterSnapshot(request -> request.dbClusterSnapshotIdentifier(id));
    }

    @Override
    public List<RemoteCall> permissions(boolean deletes) {
        return Permissions.snapshots(
                "Cluster",
                "cluster:" + cluster,
                "ClusterSnapshot",
                "cluster-snapshot:" + RdsNames.PREFIX + "*",
                deletes);
    }

    static Snapshot value(DBClusterSnapshot snapshot) {
        Instant created = Objects.requireNonNullElse(snapshot.snapshotCreateTime(), Instant.EPOCH);
        return new Snapshot(
                snapshot.dbClusterSnapshotIdentifier(),
                String.valueOf(snapshot.dbClusterSnapshotArn()),
                snapshot.status(),
                Objects.requireNonNullElse(snapshot.percentProgress(), 0),
                created,
                created,
                Objects.requireNonNullElse(snapshot.allocatedStorage(), 0),
                Boolean.TRUE.equals(snapshot.storageEncrypted()),
                Objects.requireNonNullElse(snapshot.kmsKeyId(), ""),
                Objects.requireNonNullElse(snapshot.dbClusterResourceId(), ""),
                Tags.of(snapshot.tagList()));
    }

    /** Brings back the cluster; its instances are created afterwards. */
    private static String restore(DBCluster source) {
        return new RestoreCommand("restore-db-cluster-from-snapshot")
                .option("db-cluster-identifier", source.dbClusterIdentifier() + "-restored")
                .option("snapshot-identifier", RestoreCommand.SNAPSHOT)
                .option("engine", source.engine())
                .option("engine-version", source.engineVersion())
                .option("db-subnet-group-name", source.dbSubnetGroup())
                .options(
                        "vpc-security-group-ids",
                        source.vpcSecurityGroups().stream()
                                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                                .toList())
                .option("db-cluster-parameter-group-name", source.dbClusterParameterGroup())
                .flag("enable-iam-database-authentication", source.iamDatabaseAuthenticationEnabled())
                .flag("deletion-protection", source.deletionProtection())
                .toString();
    }
}
