package io.upshift.testkit.aws;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.DbClusterQuotaExceededException;
import software.amazon.awssdk.services.rds.model.InstanceQuotaExceededException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/**
 * How many of each thing an account may have, by the names of {@code DescribeAccountAttributes}.
 *
 * <p>Source: "Quotas in Amazon RDS" in the Amazon RDS User Guide: 40 instances, 40 clusters, 100 manual snapshots of
 * instances, 100 of clusters.
 */
final class Quotas {
    static final String INSTANCES = "DBInstances";
    static final String CLUSTERS = "DBClusters";
    static final String SNAPSHOTS = "ManualSnapshots";
    static final String CLUSTER_SNAPSHOTS = "ManualClusterSnapshots";

    private final Map<String, Integer> most =
            new TreeMap<>(Map.of(INSTANCES, 40, CLUSTERS, 40, SNAPSHOTS, 100, CLUSTER_SNAPSHOTS, 100));

    int of(String name) {
        Integer quota = most.get(name);
        if (quota == null) {
            throw new IllegalArgumentException("There is no quota " + name + "; there are " + most.keySet());
        }
        return quota;
    }

    /** Refuses one more where there are as many as there may be. */
    void check(String name, int used) {
        if (used < of(name)) {
            return;
        }
        String message = "Cannot have more than " + of(name) + " " + name;
        throw switch (name) {
            case INSTANCES ->
                AwsFaults.error(InstanceQuotaExceededException.builder(), "InstanceQuotaExceeded", message);
            case CLUSTERS ->
                AwsFaults.error(DbClusterQuotaExceededException.builder(), "DBClusterQuotaExceededFault", message);
            default -> AwsFaults.error(SnapshotQuotaExceededException.builder(), "SnapshotQuotaExceeded", message);
        };
    }

    void set(String name, int quota) {
        of(name);
        most.put(name, quota);
    }
}
