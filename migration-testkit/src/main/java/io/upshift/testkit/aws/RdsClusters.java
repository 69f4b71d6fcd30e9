package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;

/**
 * The Aurora clusters of a fake RDS. Used under the fake's lock.
 *
 * <p>A restored cluster, or a clone, has no instances, and of its source's settings only what the request says. Source:
 * "Cloning a volume for an Amazon Aurora DB cluster" and "Deleting Aurora DB clusters" in the Amazon Aurora User Guide.
 */
final class RdsClusters {
    private static final int PORT = 5432;
    private static final RdsKind<DBCluster> KIND = new RdsKind<>(
            "DBClusterIdentifier",
            RdsRules.OTHER,
            (cluster, status, percent) -> cluster.toBuilder().status(status).build(),
            id -> AwsFaults.error(
                    DbClusterNotFoundException.builder(), "DBClusterNotFoundFault", "DBCluster " + id + " not found."),
            id -> AwsFaults.error(
                    DbClusterAlreadyExistsException.builder(),
                    "DBClusterAlreadyExistsFault",
                    "DB Cluster already exists"),
            id -> AwsFaults.error(
                    InvalidDbClusterStateException.builder(),
                    "InvalidDBClusterStateFault",
                    "DB cluster " + id + " is not in available state."));

    private final RdsResources<DBCluster> clusters;
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;
    private final RdsInstances instances;
    private int created;

    RdsClusters(VirtualClock clock, RdsTimes times, Quotas quotas, RdsInstances instances) {
        this.clusters = new RdsResources<>(KIND, clock);
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
        this.instances = instances;
    }

    DBCluster create(CreateDbClusterRequest request) {
        return add(
                request.dbClusterIdentifier(),
                DBCluster.builder()
                        .engine(request.engine())
                        .engineVersion(request.engineVersion())
                        .masterUsername(request.masterUsername())
                        .storageEncrypted(Boolean.TRUE.equals(request.storageEncrypted()))
                        .kmsKeyId(request.kmsKeyId())
                        .backupRetentionPeriod(
                                request.backupRetentionPeriod() == null ? 1 : request.backupRetentionPeriod())
                        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                        .iamDatabaseAuthenticationEnabled(
                                Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                        .dbClusterParameterGroup(request.dbClusterParameterGroupName())
                        .dbSubnetGroup(request.dbSubnetGroupName())
                        .vpcSecurityGroups(RdsInstanceValues.groups(request.vpcSecurityGroupIds()))
                        .tagList(request.tags())
                        .build());
    }

    DBCluster restore(RestoreDbClusterFromSnapshotRequest request, DBClusterSnapshot snapshot) {
        return add(
                request.dbClusterIdentifier(),
                DBCluster.builder()
                        .engine(request.engine())
                        .engineVersion(snapshot.engineVersion())
                        .masterUsername(snapshot.masterUsername())
                        .storageEncrypted(snapshot.storageEncrypted())
                        .kmsKeyId(request.kmsKeyId() == null ? snapshot.kmsKeyId() : request.kmsKeyId())
                        .backupRetentionPeriod(1)
                        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                        .iamDatabaseAuthenticationEnabled(
                                Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                        .dbClusterParameterGroup(request.dbClusterParameterGroupName())
                        .dbSubnetGroup(request.dbSubnetGroupName())
                        .vpcSecurityGroups(RdsInstanceValues.groups(request.vpcSecurityGroupIds()))
                        .tagList(request.tags())
                        .build());
    }

    DBCluster restore(RestoreDbClusterToPointInTimeRequest request) {
        DBCluster source = now(request.sourceDBClusterIdentifier());
        boolean clone = "copy-on-write".equals(request.restoreType());
        if (clone && source.dbClusterMembers().isEmpty()) {
            throw KIND.busy().apply(source.dbClusterIdentifier()); // nothing to clone from without an instance
        }
        RdsRules.restorable(
                request.restoreToTime(),
                request.useLatestRestorableTime(),
                source.clusterCreateTime(),
                RdsRules.latestRestorable(clock));
        return add(
                request.dbClusterIdentifier(),
                DBCluster.builder()
                        .engine(source.engine())
                        .engineVersion(source.engineVersion())
                        .masterUsername(source.masterUsername())
                        .storageEncrypted(source.storageEncrypted())
                        .kmsKeyId(request.kmsKeyId() == null ? source.kmsKeyId() : request.kmsKeyId())
                        .backupRetentionPeriod(1)
                        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                        .iamDatabaseAuthenticationEnabled(
                                Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                        .dbClusterParameterGroup(request.dbClusterParameterGroupName())
                        .dbSubnetGroup(request.dbSubnetGroupName())
                        .vpcSecurityGroups(RdsInstanceValues.groups(request.vpcSecurityGroupIds()))
                        .tagList(request.tags())
                        .build());
    }

    DBCluster modify(ModifyDbClusterRequest request) {
        DBCluster old = available(request.dbClusterIdentifier());
        DBCluster.Builder changed = old.toBuilder();
        if (request.deletionProtection() != null) {
            changed.deletionProtection(request.deletionProtection());
        }
        if (request.backupRetentionPeriod() != null) {
            changed.backupRetentionPeriod(request.backupRetentionPeriod());
        }
        clusters.change(old.dbClusterIdentifier(), cluster -> changed.build());
        clusters.pass(old.dbClusterIdentifier(), "modifying", times.modify);
        return now(old.dbClusterIdentifier());
    }

    DBCluster delete(DeleteDbClusterRequest request, RdsClusterSnapshots snapshots) {
        DBCluster gone = now(request.dbClusterIdentifier());
        if (gone.status().equals("deleting")) {
            throw KIND.busy().apply(gone.dbClusterIdentifier());
        }
        if (!gone.dbClusterMembers().isEmpty()) {
            throw AwsFaults.error(
                    InvalidDbClusterStateException.builder(),
                    "InvalidDBClusterStateFault",
                    "Cluster cannot be deleted, it still contains DB instances in non-deleting state.");
        }
        RdsRules.deletable(
                gone.deletionProtection(), request.skipFinalSnapshot(), request.finalDBSnapshotIdentifier(), gone);
        if (request.finalDBSnapshotIdentifier() != null) {
            snapshots.last(request.finalDBSnapshotIdentifier(), gone);
        }
        return clusters.remove(gone.dbClusterIdentifier(), "deleting", times.delete);
    }

    DescribeDbClustersResponse describe(DescribeDbClustersRequest request) {
        String one = request.dbClusterIdentifier();
        return DescribeDbClustersResponse.builder()
                .dbClusters(one == null ? all() : List.of(now(one)))
                .build();
    }

    List<DBCluster> all() {
        return clusters.all().stream()
                .map(cluster -> now(cluster.dbClusterIdentifier()))
                .toList();
    }

    DBCluster now(String id) {
        DBCluster cluster = clusters.now(id);
        List<DBInstance> members = instances.all().stream()
                .filter(instance -> cluster.dbClusterIdentifier().equals(instance.dbClusterIdentifier())
                        && !instance.dbInstanceStatus().equals("deleting"))
                .toList();
        return cluster.toBuilder()
                .latestRestorableTime(RdsRules.latestRestorable(clock))
                .dbClusterMembers(members.stream()
                        .map(instance -> DBClusterMember.builder()
                                .dbInstanceIdentifier(instance.dbInstanceIdentifier())
                                .isClusterWriter(instance.equals(members.get(0)))
                                .promotionTier(instance.promotionTier())
                                .build())
                        .toList())
                .build();
    }

    DBCluster available(String id) {
        return clusters.available(id);
    }

    void pass(String id, String status, Duration takes) {
        clusters.pass(id, status, takes);
    }

    Lifecycle life(String id) {
        return clusters.life(id);
    }

    private DBCluster add(String wanted, DBCluster cluster) {
        String id = clusters.free(wanted);
        quotas.check(Quotas.CLUSTERS, clusters.count());
        created++;
        return clusters.add(
                id,
                cluster.toBuilder()
                        .dbClusterIdentifier(id)
                        .dbClusterResourceId(String.format("cluster-%026d", created))
                        .dbClusterArn(FakeAws.arn("rds", "cluster:" + id))
                        .allocatedStorage(1)
                        .endpoint(id + ".cluster-c1." + FakeAws.REGION + ".rds.amazonaws.com")
                        .port(PORT)
                        .clusterCreateTime(clock.instant())
                        .build(),
                times.restore,
                "available");
    }
}
