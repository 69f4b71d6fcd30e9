package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.function.Function;
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
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterResponse;
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
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeResponse;

/**
 * RDS in memory: instances, clusters, their snapshots, restores and quotas.
 *
 * <p>Names follow the service's rules and clash; a snapshot needs an available source, which backs up meanwhile; what
 * takes minutes takes minutes of the {@link VirtualClock}; a restore loses the settings that it isn't told. Lists come in
 * pages of 20. Thread-safe.
 */
public final class FakeRds implements RdsClient {
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
        this.snapshots = new RdsSnapshots(clock, times, quotas);
        this.clusters = new RdsClusters(clock, times, quotas, instances);
        this.clusterSnapshots = new RdsClusterSnapshots(clock, times, quotas);
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

    /** In which status the restores from now on end, such as {@code incompatible-network}. */
    public synchronized void restoresEnd(String status) {
        times.restoreEnd = status;
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
        return call("DescribeDBSnapshots", () -> snapshots.describe(request));
    }

    @Override
    public DescribeDbClusterSnapshotsResponse describeDBClusterSnapshots(DescribeDbClusterSnapshotsRequest request) {
        return call("DescribeDBClusterSnapshots", () -> clusterSnapshots.describe(request));
    }

    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
        return call("DescribeDBInstances", () -> instances.describe(request));
    }

    @Override
    public DescribeDbClustersResponse describeDBClusters(DescribeDbClustersRequest request) {
        return call("DescribeDBClusters", () -> clusters.describe(request));
    }

    @Override
    public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request) {
        return call("CreateDBInstance", () -> instances.create(request), CreateDbInstanceResponse.builder()::dbInstance)
                .build();
    }

    @Override
    public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
        return call("ModifyDBInstance", () -> instances.modify(request), ModifyDbInstanceResponse.builder()::dbInstance)
                .build();
    }

    @Override
    public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request) {
        return call(
                        "DeleteDBInstance",
                        () -> instances.delete(request, snapshots),
                        DeleteDbInstanceResponse.builder()::dbInstance)
                .build();
    }

    @Override
    public CreateDbClusterResponse createDBCluster(CreateDbClusterRequest request) {
        return call("CreateDBCluster", () -> clusters.create(request), CreateDbClusterResponse.builder()::dbCluster)
                .build();
    }

    @Override
    public ModifyDbClusterResponse modifyDBCluster(ModifyDbClusterRequest request) {
        return call("ModifyDBCluster", () -> clusters.modify(request), ModifyDbClusterResponse.builder()::dbCluster)
                .build();
    }

    @Override
    public DeleteDbClusterResponse deleteDBCluster(DeleteDbClusterRequest request) {
        return call(
                        "DeleteDBCluster",
                        () -> clusters.delete(request, clusterSnapshots),
                        DeleteDbClusterResponse.builder()::dbCluster)
                .build();
    }

    @Override
    public CreateDbSnapshotResponse createDBSnapshot(CreateDbSnapshotRequest request) {
        return call(
                        "CreateDBSnapshot",
                        () -> snapshots.create(request, instances),
                        CreateDbSnapshotResponse.builder()::dbSnapshot)
                .build();
    }

    @Override
    public CreateDbClusterSnapshotResponse createDBClusterSnapshot(CreateDbClusterSnapshotRequest request) {
        return call(
                        "CreateDBClusterSnapshot",
                        () -> clusterSnapshots.create(request, clusters),
                        CreateDbClusterSnapshotResponse.builder()::dbClusterSnapshot)
                .build();
    }

    @Override
    public DeleteDbSnapshotResponse deleteDBSnapshot(DeleteDbSnapshotRequest request) {
        return call(
                        "DeleteDBSnapshot",
                        () -> snapshots.delete(request.dbSnapshotIdentifier()),
                        DeleteDbSnapshotResponse.builder()::dbSnapshot)
                .build();
    }

    @Override
    public DeleteDbClusterSnapshotResponse deleteDBClusterSnapshot(DeleteDbClusterSnapshotRequest request) {
        return call(
                        "DeleteDBClusterSnapshot",
                        () -> clusterSnapshots.delete(request.dbClusterSnapshotIdentifier()),
                        DeleteDbClusterSnapshotResponse.builder()::dbClusterSnapshot)
                .build();
    }

    @Override
    public RestoreDbInstanceFromDbSnapshotResponse restoreDBInstanceFromDBSnapshot(
            RestoreDbInstanceFromDbSnapshotRequest request) {
        return call(
                        "RestoreDBInstanceFromDBSnapshot",
                        () -> instances.restore(request, snapshots.made(request.dbSnapshotIdentifier())),
                        RestoreDbInstanceFromDbSnapshotResponse.builder()::dbInstance)
                .build();
    }

    @Override
    public RestoreDbInstanceToPointInTimeResponse restoreDBInstanceToPointInTime(
            RestoreDbInstanceToPointInTimeRequest request) {
        return call(
                        "RestoreDBInstanceToPointInTime",
                        () -> instances.restore(request),
                        RestoreDbInstanceToPointInTimeResponse.builder()::dbInstance)
                .build();
    }

    @Override
    public RestoreDbClusterFromSnapshotResponse restoreDBClusterFromSnapshot(
            RestoreDbClusterFromSnapshotRequest request) {
        return call(
                        "RestoreDBClusterFromSnapshot",
                        () -> clusters.restore(request, clusterSnapshots.made(request.snapshotIdentifier())),
                        RestoreDbClusterFromSnapshotResponse.builder()::dbCluster)
                .build();
    }

    @Override
    public RestoreDbClusterToPointInTimeResponse restoreDBClusterToPointInTime(
            RestoreDbClusterToPointInTimeRequest request) {
        return call(
                        "RestoreDBClusterToPointInTime",
                        () -> clusters.restore(request),
                        RestoreDbClusterToPointInTimeResponse.builder()::dbCluster)
                .build();
    }

    private synchronized <T> T call(String operation, Supplier<T> work) {
        return faults.around(operation, work);
    }

    /** The same, with the answer put where the response has it. */
    private <T, R> R call(String operation, Supplier<T> work, Function<T, R> response) {
        return call(operation, () -> response.apply(work.get()));
    }

    private AccountQuota used(String name, int used) {
        return AccountQuota.builder()
                .accountQuotaName(name)
                .used((long) used)
                .max((long) quotas.of(name))
                .build();
    }
}
