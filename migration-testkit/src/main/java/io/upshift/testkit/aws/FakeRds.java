package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.AccountQuota;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterResponse;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotResponse;

/**
 * RDS in memory: instances, clusters, their snapshots, restores and quotas.
 *
 * <p>Names follow the service's rules and clash; a snapshot needs an available source, which backs up meanwhile; what
 * takes minutes takes minutes of the {@link VirtualClock}; a restore loses the settings that it isn't told. Lists come in
 * pages of 20. Thread-safe.
 */
public final class FakeRds implements RdsClient {
    private static final int PAGE = 20;

    private final VirtualClock clock;
    private final AwsFaults faults;
    private final Quotas quotas = new Quotas();
    private final RdsTimes times = new RdsTimes();
    private final RdsInstances instances;
    private final RdsSnapshots snapshots;
    private final RdsClusters clusters;
    private final RdsClusterSnapshots clusterSnapshots;

    FakeRds(VirtualClock clock, AwsFaults faults) {
        this.clock = clock;
        this.faults = faults;
        this.instances = new RdsInstances(clock, times, quotas);
        this.snapshots = new RdsSnapshots(clock, times, quotas, instances);
        this.clusters = new RdsClusters(clock, times);
        this.clusterSnapshots = new RdsClusterSnapshots(clock, times, quotas, clusters);
    }

    /** Puts an instance into another status, such as {@code storage-full}, until something else changes it. */
    public synchronized void instanceStatus(String instance, String status) {
        instances.life(instance).set(clock.instant(), status);
    }

    /** Puts an instance into another status, and after a while into a further one. */
    public synchronized void instanceStatus(String instance, String status, Duration takes, String then) {
        instances.life(instance).pass(clock.instant(), status, takes, then);
    }

    /** Puts a cluster into another status until something else changes it. */
    public synchronized void clusterStatus(String cluster, String status) {
        clusters.life(cluster).set(clock.instant(), status);
    }

    /** How long the snapshots from now on take, and in which status they end. */
    public synchronized void snapshots(Duration take, String end) {
        times.snapshot = take;
        times.snapshotEnd = end;
    }

    /** Sets one of the quotas DBInstances, DBClusters, ManualSnapshots and ManualClusterSnapshots. */
    public synchronized void quota(String name, int most) {
        quotas.set(name, most);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    @Override
    public DescribeAccountAttributesResponse describeAccountAttributes(DescribeAccountAttributesRequest request) {
        return call(
                "DescribeAccountAttributes",
                () -> DescribeAccountAttributesResponse.builder()
                        .accountQuotas(
                                used(Quotas.INSTANCES, instances.all().size()),
                                used(Quotas.CLUSTERS, clusters.all().size()),
                                used(Quotas.SNAPSHOTS, snapshots.count()),
                                used(Quotas.CLUSTER_SNAPSHOTS, clusterSnapshots.count()))
                        .build());
    }

    @Override
    public DescribeDbSnapshotsResponse describeDBSnapshots(DescribeDbSnapshotsRequest request) {
        return call("DescribeDBSnapshots", () -> {
            Page<DBSnapshot> page = Page.of(snapshots.find(request), request.marker(), PAGE);
            return DescribeDbSnapshotsResponse.builder()
                    .dbSnapshots(page.items())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public DescribeDbClusterSnapshotsResponse describeDBClusterSnapshots(DescribeDbClusterSnapshotsRequest request) {
        return call("DescribeDBClusterSnapshots", () -> {
            Page<DBClusterSnapshot> page = Page.of(clusterSnapshots.find(request), request.marker(), PAGE);
            return DescribeDbClusterSnapshotsResponse.builder()
                    .dbClusterSnapshots(page.items())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request) {
        return call(
                "CreateDBInstance",
                () -> CreateDbInstanceResponse.builder()
                        .dbInstance(instances.create(request))
                        .build());
    }

    @Override
    public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
        return call(
                "ModifyDBInstance",
                () -> ModifyDbInstanceResponse.builder()
                        .dbInstance(instances.modify(request))
                        .build());
    }

    @Override
    public CreateDbClusterResponse createDBCluster(CreateDbClusterRequest request) {
        return call(
                "CreateDBCluster",
                () -> CreateDbClusterResponse.builder()
                        .dbCluster(clusters.create(request))
                        .build());
    }

    @Override
    public CreateDbSnapshotResponse createDBSnapshot(CreateDbSnapshotRequest request) {
        return call(
                "CreateDBSnapshot",
                () -> CreateDbSnapshotResponse.builder()
                        .dbSnapshot(snapshots.create(request))
                        .build());
    }

    @Override
    public CreateDbClusterSnapshotResponse createDBClusterSnapshot(CreateDbClusterSnapshotRequest request) {
        return call(
                "CreateDBClusterSnapshot",
                () -> CreateDbClusterSnapshotResponse.builder()
                        .dbClusterSnapshot(clusterSnapshots.create(request))
                        .build());
    }

    @Override
    public DeleteDbSnapshotResponse deleteDBSnapshot(DeleteDbSnapshotRequest request) {
        return call(
                "DeleteDBSnapshot",
                () -> DeleteDbSnapshotResponse.builder()
                        .dbSnapshot(snapshots.delete(request.dbSnapshotIdentifier()))
                        .build());
    }

    @Override
    public DeleteDbClusterSnapshotResponse deleteDBClusterSnapshot(DeleteDbClusterSnapshotRequest request) {
        return call(
                "DeleteDBClusterSnapshot",
                () -> DeleteDbClusterSnapshotResponse.builder()
                        .dbClusterSnapshot(clusterSnapshots.delete(request.dbClusterSnapshotIdentifier()))
                        .build());
    }

    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
        return call(
                "DescribeDBInstances",
                () -> DescribeDbInstancesResponse.builder()
                        .dbInstances(
                                request.dbInstanceIdentifier() == null
                                        ? instances.all()
                                        : List.of(instances.now(request.dbInstanceIdentifier())))
                        .build());
    }

    @Override
    public DescribeDbClustersResponse describeDBClusters(DescribeDbClustersRequest request) {
        return call(
                "DescribeDBClusters",
                () -> DescribeDbClustersResponse.builder()
                        .dbClusters(
                                request.dbClusterIdentifier() == null
                                        ? clusters.all()
                                        : List.of(clusters.now(request.dbClusterIdentifier())))
                        .build());
    }

    @Override
    public RestoreDbInstanceFromDbSnapshotResponse restoreDBInstanceFromDBSnapshot(
            RestoreDbInstanceFromDbSnapshotRequest request) {
        return call(
                "RestoreDBInstanceFromDBSnapshot",
                () -> RestoreDbInstanceFromDbSnapshotResponse.builder()
                        .dbInstance(instances.restore(request, snapshots.usable(request.dbSnapshotIdentifier())))
                        .build());
    }

    @Override
    public RestoreDbClusterFromSnapshotResponse restoreDBClusterFromSnapshot(
            RestoreDbClusterFromSnapshotRequest request) {
        return call(
                "RestoreDBClusterFromSnapshot",
                () -> RestoreDbClusterFromSnapshotResponse.builder()
                        .dbCluster(clusters.restore(request, clusterSnapshots.usable(request.snapshotIdentifier())))
                        .build());
    }

    @Override
    public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request) {
        return call(
                "DeleteDBInstance",
                () -> DeleteDbInstanceResponse.builder()
                        .dbInstance(instances.delete(request))
                        .build());
    }

    private synchronized <T> T call(String operation, Supplier<T> work) {
        return faults.around(operation, work);
    }

    private AccountQuota used(String name, int used) {
        return AccountQuota.builder()
                .accountQuotaName(name)
                .used((long) used)
                .max((long) quotas.of(name))
                .build();
    }
}
