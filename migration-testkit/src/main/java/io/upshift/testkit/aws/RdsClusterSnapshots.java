package io.upshift.testkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/** The manual snapshots of clusters of a fake RDS. Used under the fake's lock. */
final class RdsClusterSnapshots {
    private final Map<String, DBClusterSnapshot> snapshots = new TreeMap<>();
    private final Map<String, Lifecycle> lives = new TreeMap<>();
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;
    private final RdsClusters clusters;

    RdsClusterSnapshots(VirtualClock clock, RdsTimes times, Quotas quotas, RdsClusters clusters) {
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
        this.clusters = clusters;
    }

    DBClusterSnapshot create(CreateDbClusterSnapshotRequest request) {
        String id = RdsRules.name("DBClusterSnapshotIdentifier", request.dbClusterSnapshotIdentifier(), RdsRules.OTHER);
        if (snapshots.containsKey(id)) {
            throw AwsFaults.error(
                    DbClusterSnapshotAlreadyExistsException.builder(),
                    "DBClusterSnapshotAlreadyExistsFault",
                    "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists.");
        }
        DBCluster source = clusters.usable(request.dbClusterIdentifier());
        if (snapshots.size() >= quotas.of(Quotas.CLUSTER_SNAPSHOTS)) {
            throw AwsFaults.error(
                    SnapshotQuotaExceededException.builder(),
                    "SnapshotQuotaExceeded",
                    "Cannot create more than " + quotas.of(Quotas.CLUSTER_SNAPSHOTS) + " manual snapshots");
        }
        snapshots.put(id, snapshot(id, source, request));
        Lifecycle life = new Lifecycle(clock.instant(), "creating");
        life.pass(clock.instant(), "creating", times.snapshot, times.snapshotEnd);
        lives.put(id, life);
        clusters.life(source.dbClusterIdentifier()).pass(clock.instant(), "backing-up", times.snapshot, "available");
        return now(id);
    }

    List<DBClusterSnapshot> find(DescribeDbClusterSnapshotsRequest request) {
        if (request.dbClusterSnapshotIdentifier() != null) {
            return List.of(now(request.dbClusterSnapshotIdentifier()));
        }
        return snapshots.keySet().stream()
                .map(this::now)
                .filter(snapshot -> request.dbClusterIdentifier() == null
                        || request.dbClusterIdentifier().equals(snapshot.dbClusterIdentifier()))
                .filter(snapshot ->
                        request.snapshotType() == null || request.snapshotType().equals(snapshot.snapshotType()))
                .toList();
    }

    DBClusterSnapshot delete(String id) {
        usable(id);
        DBClusterSnapshot gone = now(id);
        snapshots.remove(gone.dbClusterSnapshotIdentifier());
        lives.remove(gone.dbClusterSnapshotIdentifier());
        return gone.toBuilder().status("deleted").build();
    }

    /** The snapshot, if it can be restored or deleted. */
    DBClusterSnapshot usable(String id) {
        DBClusterSnapshot snapshot = now(id);
        if (snapshot.status().equals("creating")) {
            throw AwsFaults.error(
                    InvalidDbClusterSnapshotStateException.builder(),
                    "InvalidDBClusterSnapshotStateFault",
                    "Snapshot " + id + " is not in available state.");
        }
        return snapshot;
    }

    int count() {
        return snapshots.size();
    }

    private DBClusterSnapshot now(String id) {
        String name = RdsRules.name("DBClusterSnapshotIdentifier", id, RdsRules.OTHER);
        DBClusterSnapshot snapshot = snapshots.get(name);
        Lifecycle life = lives.get(name);
        if (snapshot == null || life == null) {
            throw AwsFaults.error(
                    DbClusterSnapshotNotFoundException.builder(),
                    "DBClusterSnapshotNotFoundFault",
                    "DBClusterSnapshot " + id + " not found.");
        }
        return snapshot.toBuilder()
                .status(life.at(clock.instant()))
                .percentProgress(life.percent(clock.instant()))
                .build();
    }

    private DBClusterSnapshot snapshot(String id, DBCluster source, CreateDbClusterSnapshotRequest request) {
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
                .tagList(request.tags())
                .build();
    }
}
