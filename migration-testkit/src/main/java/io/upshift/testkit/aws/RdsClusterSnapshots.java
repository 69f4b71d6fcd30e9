package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.Tag;

/** The manual snapshots of clusters of a fake RDS. Used under the fake's lock. */
final class RdsClusterSnapshots {
    private static final RdsKind<DBClusterSnapshot> KIND = new RdsKind<>(
            "DBClusterSnapshotIdentifier",
            RdsRules.OTHER,
            (snapshot, status, percent) ->
                    snapshot.toBuilder().status(status).percentProgress(percent).build(),
            id -> AwsFaults.error(
                    DbClusterSnapshotNotFoundException.builder(),
                    "DBClusterSnapshotNotFoundFault",
                    "DBClusterSnapshot " + id + " not found."),
            id -> AwsFaults.error(
                    DbClusterSnapshotAlreadyExistsException.builder(),
                    "DBClusterSnapshotAlreadyExistsFault",
                    "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists."),
            id -> AwsFaults.error(
                    InvalidDbClusterSnapshotStateException.builder(),
                    "InvalidDBClusterSnapshotStateFault",
                    "Snapshot " + id + " is not in available state."));

    private final RdsResources<DBClusterSnapshot> snapshots;
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;

    RdsClusterSnapshots(VirtualClock clock, RdsTimes times, Quotas quotas) {
        this.snapshots = new RdsResources<>(KIND, clock);
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
    }

    DBClusterSnapshot create(CreateDbClusterSnapshotRequest request, RdsClusters clusters) {
        String id = snapshots.free(request.dbClusterSnapshotIdentifier());
        DBCluster source = clusters.available(request.dbClusterIdentifier());
        quotas.check(Quotas.CLUSTER_SNAPSHOTS, snapshots.count());
        clusters.pass(source.dbClusterIdentifier(), "backing-up", times.snapshot);
        return snapshots.add(id, snapshot(id, source, request.tags()), times.snapshot, times.snapshotEnd);
    }

    /** The last snapshot of a cluster that is being deleted. */
    void last(String wanted, DBCluster source) {
        String id = snapshots.free(wanted);
        quotas.check(Quotas.CLUSTER_SNAPSHOTS, snapshots.count());
        snapshots.add(id, snapshot(id, source, source.tagList()), times.snapshot, times.snapshotEnd);
    }

    DescribeDbClusterSnapshotsResponse describe(DescribeDbClusterSnapshotsRequest request) {
        Page<DBClusterSnapshot> page = Page.of(find(request), request.marker(), Page.RDS);
        return DescribeDbClusterSnapshotsResponse.builder()
                .dbClusterSnapshots(page.items())
                .marker(page.next())
                .build();
    }

    private List<DBClusterSnapshot> find(DescribeDbClusterSnapshotsRequest request) {
        if (request.dbClusterSnapshotIdentifier() != null) {
            return List.of(snapshots.now(request.dbClusterSnapshotIdentifier()));
        }
        return snapshots.all().stream()
                .filter(snapshot -> request.dbClusterIdentifier() == null
                        || request.dbClusterIdentifier().equals(snapshot.dbClusterIdentifier()))
                .filter(snapshot ->
                        request.snapshotType() == null || request.snapshotType().equals(snapshot.snapshotType()))
                .toList();
    }

    DBClusterSnapshot delete(String id) {
        DBClusterSnapshot gone = snapshots.made(id);
        snapshots.remove(id, "deleted", Duration.ZERO);
        return gone.toBuilder().status("deleted").build();
    }

    /** One that can be restored. */
    DBClusterSnapshot made(String id) {
        return snapshots.made(id);
    }

    int count() {
        return snapshots.count();
    }

    private DBClusterSnapshot snapshot(String id, DBCluster source, List<Tag> tags) {
        return DBClusterSnapshot.builder()
                .dbClusterSnapshotIdentifier(id)
                .dbClusterSnapshotArn(FakeAws.arn("rds", "cluster-snapshot:" + id))
                .dbClusterIdentifier(source.dbClusterIdentifier())
                .dbClusterResourceId(source.dbClusterResourceId())
                .snapshotType("manual")
                .snapshotCreateTime(clock.instant())
                .engine(source.engine())
                .engineVersion(source.engineVersion())
                .masterUsername(source.masterUsername())
                .allocatedStorage(source.allocatedStorage())
                .storageEncrypted(source.storageEncrypted())
                .kmsKeyId(source.kmsKeyId())
                .tagList(tags)
                .build();
    }
}
