package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.InvalidDbSnapshotStateException;
import software.amazon.awssdk.services.rds.model.Tag;

/** The manual snapshots of instances of a fake RDS. Used under the fake's lock. */
final class RdsSnapshots {
    private static final RdsKind<DBSnapshot> KIND = new RdsKind<>(
            "DBSnapshotIdentifier",
            RdsRules.SNAPSHOT,
            (snapshot, status, percent) ->
                    snapshot.toBuilder().status(status).percentProgress(percent).build(),
            id -> AwsFaults.error(
                    DbSnapshotNotFoundException.builder(), "DBSnapshotNotFound", "DBSnapshot " + id + " not found."),
            id -> AwsFaults.error(
                    DbSnapshotAlreadyExistsException.builder(),
                    "DBSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists."),
            id -> AwsFaults.error(
                    InvalidDbSnapshotStateException.builder(),
                    "InvalidDBSnapshotState",
                    "Snapshot " + id + " is not in available state."));

    private final RdsResources<DBSnapshot> snapshots;
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;

    RdsSnapshots(VirtualClock clock, RdsTimes times, Quotas quotas) {
        this.snapshots = new RdsResources<>(KIND, clock);
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
    }

    DBSnapshot create(CreateDbSnapshotRequest request, RdsInstances instances) {
        String id = snapshots.free(request.dbSnapshotIdentifier());
        DBInstance source = instances.available(request.dbInstanceIdentifier());
        quotas.check(Quotas.SNAPSHOTS, snapshots.count());
        instances.pass(source.dbInstanceIdentifier(), "backing-up", times.snapshot);
        return snapshots.add(id, snapshot(id, source, request.tags()), times.snapshot, times.snapshotEnd);
    }

    /** The last snapshot of an instance that is being deleted. */
    void last(String wanted, DBInstance source) {
        String id = snapshots.free(wanted);
        quotas.check(Quotas.SNAPSHOTS, snapshots.count());
        snapshots.add(id, snapshot(id, source, source.tagList()), times.snapshot, times.snapshotEnd);
    }

    DescribeDbSnapshotsResponse describe(DescribeDbSnapshotsRequest request) {
        Page<DBSnapshot> page = Page.of(find(request), request.marker(), Page.RDS);
        return DescribeDbSnapshotsResponse.builder()
                .dbSnapshots(page.items())
                .marker(page.next())
                .build();
    }

    private List<DBSnapshot> find(DescribeDbSnapshotsRequest request) {
        if (request.dbSnapshotIdentifier() != null) {
            return List.of(snapshots.now(request.dbSnapshotIdentifier()));
        }
        return snapshots.all().stream()
                .filter(snapshot -> request.dbInstanceIdentifier() == null
                        || request.dbInstanceIdentifier().equals(snapshot.dbInstanceIdentifier()))
                .filter(snapshot ->
                        request.snapshotType() == null || request.snapshotType().equals(snapshot.snapshotType()))
                .toList();
    }

    DBSnapshot delete(String id) {
        DBSnapshot gone = snapshots.made(id);
        snapshots.remove(id, "deleted", Duration.ZERO);
        return gone.toBuilder().status("deleted").build();
    }

    /** One that can be restored. */
    DBSnapshot made(String id) {
        return snapshots.made(id);
    }

    int count() {
        return snapshots.count();
    }

    private DBSnapshot snapshot(String id, DBInstance source, List<Tag> tags) {
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
                .tagList(tags)
                .build();
    }
}
