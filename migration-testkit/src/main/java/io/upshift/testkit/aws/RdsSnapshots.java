package io.upshift.testkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.InvalidDbSnapshotStateException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/** The manual snapshots of instances of a fake RDS. Used under the fake's lock. */
final class RdsSnapshots {
    private final Map<String, DBSnapshot> snapshots = new TreeMap<>();
    private final Map<String, Lifecycle> lives = new TreeMap<>();
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;
    private final RdsInstances instances;

    RdsSnapshots(VirtualClock clock, RdsTimes times, Quotas quotas, RdsInstances instances) {
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
        this.instances = instances;
    }

    DBSnapshot create(CreateDbSnapshotRequest request) {
        String id = RdsRules.name("DBSnapshotIdentifier", request.dbSnapshotIdentifier(), RdsRules.SNAPSHOT);
        if (snapshots.containsKey(id)) {
            throw AwsFaults.error(
                    DbSnapshotAlreadyExistsException.builder(),
                    "DBSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists.");
        }
        DBInstance source = instances.usable(request.dbInstanceIdentifier());
        if (snapshots.size() >= quotas.of(Quotas.SNAPSHOTS)) {
            throw AwsFaults.error(
                    SnapshotQuotaExceededException.builder(),
                    "SnapshotQuotaExceeded",
                    "Cannot create more than " + quotas.of(Quotas.SNAPSHOTS) + " manual snapshots");
        }
        snapshots.put(id, snapshot(id, source, request));
        Lifecycle life = new Lifecycle(clock.instant(), "creating");
        life.pass(clock.instant(), "creating", times.snapshot, times.snapshotEnd);
        lives.put(id, life);
        instances.life(source.dbInstanceIdentifier()).pass(clock.instant(), "backing-up", times.snapshot, "available");
        return now(id);
    }

    List<DBSnapshot> find(DescribeDbSnapshotsRequest request) {
        if (request.dbSnapshotIdentifier() != null) {
            return List.of(now(request.dbSnapshotIdentifier()));
        }
        return snapshots.keySet().stream()
                .map(this::now)
                .filter(snapshot -> request.dbInstanceIdentifier() == null
                        || request.dbInstanceIdentifier().equals(snapshot.dbInstanceIdentifier()))
                .filter(snapshot ->
                        request.snapshotType() == null || request.snapshotType().equals(snapshot.snapshotType()))
                .toList();
    }

    DBSnapshot delete(String id) {
        usable(id);
        DBSnapshot gone = now(id);
        snapshots.remove(gone.dbSnapshotIdentifier());
        lives.remove(gone.dbSnapshotIdentifier());
        return gone.toBuilder().status("deleted").build();
    }

    /** The snapshot, if it can be restored or deleted. */
    DBSnapshot usable(String id) {
        DBSnapshot snapshot = now(id);
        if (snapshot.status().equals("creating")) {
            throw AwsFaults.error(
                    InvalidDbSnapshotStateException.builder(),
                    "InvalidDBSnapshotState",
                    "Snapshot " + id + " is not in available state.");
        }
        return snapshot;
    }

    int count() {
        return snapshots.size();
    }

    private DBSnapshot now(String id) {
        String name = RdsRules.name("DBSnapshotIdentifier", id, RdsRules.SNAPSHOT);
        DBSnapshot snapshot = snapshots.get(name);
        Lifecycle life = lives.get(name);
        if (snapshot == null || life == null) {
            throw AwsFaults.error(
                    DbSnapshotNotFoundException.builder(), "DBSnapshotNotFound", "DBSnapshot " + id + " not found.");
        }
        return snapshot.toBuilder()
                .status(life.at(clock.instant()))
                .percentProgress(life.percent(clock.instant()))
                .build();
    }

    private DBSnapshot snapshot(String id, DBInstance source, CreateDbSnapshotRequest request) {
        return DBSnapshot.builder()
                .dbSnapshotIdentifier(id)
                .dbSnapshotArn(FakeAws.arn("rds", "snapshot:" + id))
                .dbInstanceIdentifier(source.dbInstanceIdentifier())
                .dbiResourceId(source.dbiResourceId())
                .snapshotType("manual")
                .snapshotCreateTime(clock.instant())
                .originalSnapshotCreateTime(clock.instant())
                .engine(source.engine())
                .engineVersion(source.engineVersion())
                .masterUsername(source.masterUsername())
                .allocatedStorage(source.allocatedStorage())
                .encrypted(source.storageEncrypted())
                .kmsKeyId(source.kmsKeyId())
                .tagList(request.tags())
                .build();
    }
}
