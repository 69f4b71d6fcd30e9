package io.upshift.testkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** The Aurora clusters of a fake RDS. Used under the fake's lock. */
final class RdsClusters {
    private final Map<String, DBCluster> clusters = new TreeMap<>();
    private final Map<String, Lifecycle> lives = new TreeMap<>();
    private final VirtualClock clock;
    private final RdsTimes times;
    private int created;

    RdsClusters(VirtualClock clock, RdsTimes times) {
        this.clock = clock;
        this.times = times;
    }

    DBCluster create(CreateDbClusterRequest request) {
        return add(
                request.dbClusterIdentifier(),
                DBCluster.builder()
                        .engine(request.engine())
                        .engineVersion(request.engineVersion())
                        .masterUsername(request.masterUsername())
                        .allocatedStorage(1)
                        .storageEncrypted(Boolean.TRUE.equals(request.storageEncrypted()))
                        .kmsKeyId(request.kmsKeyId())
                        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                        .dbClusterParameterGroup(request.dbClusterParameterGroupName())
                        .dbSubnetGroup(request.dbSubnetGroupName())
                        .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                        .tagList(request.tags())
                        .build());
    }

    /** A restored cluster has no instances, and of its source's settings only what the request says. */
    DBCluster restore(RestoreDbClusterFromSnapshotRequest request, DBClusterSnapshot snapshot) {
        return add(
                request.dbClusterIdentifier(),
                DBCluster.builder()
                        .engine(request.engine())
                        .engineVersion(snapshot.engineVersion())
                        .masterUsername(snapshot.masterUsername())
                        .allocatedStorage(1)
                        .storageEncrypted(snapshot.storageEncrypted())
                        .kmsKeyId(request.kmsKeyId() == null ? snapshot.kmsKeyId() : request.kmsKeyId())
                        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                        .dbClusterParameterGroup(request.dbClusterParameterGroupName())
                        .dbSubnetGroup(request.dbSubnetGroupName())
                        .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                        .tagList(request.tags())
                        .build());
    }

    List<DBCluster> all() {
        return clusters.keySet().stream().map(this::now).toList();
    }

    DBCluster now(String id) {
        DBCluster cluster = clusters.get(RdsRules.name("DBClusterIdentifier", id, RdsRules.OTHER));
        if (cluster == null) {
            throw AwsFaults.error(
                    DbClusterNotFoundException.builder(), "DBClusterNotFoundFault", "DBCluster " + id + " not found.");
        }
        return cluster.toBuilder()
                .status(life(cluster.dbClusterIdentifier()).at(clock.instant()))
                .build();
    }

    /** The cluster, if it can be snapshotted. */
    DBCluster usable(String id) {
        DBCluster cluster = now(id);
        if (!cluster.status().equals("available")) {
            throw AwsFaults.error(
                    InvalidDbClusterStateException.builder(),
                    "InvalidDBClusterStateFault",
                    "DB cluster " + id + " is not in available state.");
        }
        return cluster;
    }

    Lifecycle life(String id) {
        Lifecycle life = lives.get(id);
        if (life == null) {
            throw new IllegalArgumentException("There is no cluster " + id + "; there are " + lives.keySet());
        }
        return life;
    }

    private DBCluster add(String wanted, DBCluster cluster) {
        String id = RdsRules.name("DBClusterIdentifier", wanted, RdsRules.OTHER);
        if (clusters.containsKey(id)) {
            throw AwsFaults.error(
                    DbClusterAlreadyExistsException.builder(),
                    "DBClusterAlreadyExistsFault",
                    "DB Cluster already exists");
        }
        created++;
        clusters.put(
                id,
                cluster.toBuilder()
                        .dbClusterIdentifier(id)
                        .dbClusterResourceId(String.format("cluster-%026d", created))
                        .dbClusterArn(FakeAws.arn("rds", "cluster:" + id))
                        .clusterCreateTime(clock.instant())
                        .build());
        Lifecycle life = new Lifecycle(clock.instant(), "creating");
        life.pass(clock.instant(), "creating", times.restore, "available");
        lives.put(id, life);
        return now(id);
    }

    private static List<VpcSecurityGroupMembership> groups(List<String> ids) {
        return ids.stream()
                .map(id -> VpcSecurityGroupMembership.builder()
                        .vpcSecurityGroupId(id)
                        .status("active")
                        .build())
                .toList();
    }
}
