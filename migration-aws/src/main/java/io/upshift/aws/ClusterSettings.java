package io.upshift.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * The settings of an Aurora cluster that a restore or a clone loses unless it is told them, and its instances, which
 * neither brings.
 *
 * <p>Source: {@code RestoreDBClusterFromSnapshot} and {@code RestoreDBClusterToPointInTime} in the Amazon RDS API
 * Reference, and "Cloning a volume for an Amazon Aurora DB cluster" in the Amazon Aurora User Guide.
 */
final class ClusterSettings {
    private static final Map<String, Function<DBCluster, @Nullable Object>> COMPARED = compared();

    private ClusterSettings() {}

    static RestoreDbClusterFromSnapshotRequest restore(
            DBCluster source, String snapshot, String newCluster, List<Tag> tags) {
        return RestoreDbClusterFromSnapshotRequest.builder()
                .dbClusterIdentifier(newCluster)
                .snapshotIdentifier(snapshot)
                .engine(source.engine())
                .engineVersion(source.engineVersion())
                .dbSubnetGroupName(source.dbSubnetGroup())
                .dbClusterParameterGroupName(source.dbClusterParameterGroup())
                .vpcSecurityGroupIds(securityGroups(source))
                .enableIAMDatabaseAuthentication(source.iamDatabaseAuthenticationEnabled())
                .enableCloudwatchLogsExports(source.enabledCloudwatchLogsExports())
                .deletionProtection(source.deletionProtection())
                .copyTagsToSnapshot(source.copyTagsToSnapshot())
                .networkType(source.networkType())
                .port(source.port())
                .tags(tags)
                .build();
    }

    static RestoreDbClusterToPointInTimeRequest restore(
            DBCluster source, ChosenPoint point, String newCluster, List<Tag> tags) {
        RestoreDbClusterToPointInTimeRequest.Builder request = RestoreDbClusterToPointInTimeRequest.builder()
                .sourceDBClusterIdentifier(source.dbClusterIdentifier())
                .dbClusterIdentifier(newCluster)
                .dbSubnetGroupName(source.dbSubnetGroup())
                .dbClusterParameterGroupName(source.dbClusterParameterGroup())
                .vpcSecurityGroupIds(securityGroups(source))
                .enableIAMDatabaseAuthentication(source.iamDatabaseAuthenticationEnabled())
                .enableCloudwatchLogsExports(source.enabledCloudwatchLogsExports())
                .deletionProtection(source.deletionProtection())
                .copyTagsToSnapshot(source.copyTagsToSnapshot())
                .networkType(source.networkType())
                .port(source.port())
                .tags(tags);
        return point.isClone()
                ? request.restoreType("copy-on-write")
                        .useLatestRestorableTime(true)
                        .build()
                : request.restoreToTime(point.at()).build();
    }

    /** What has to be set once it is there. */
    static ModifyDbClusterRequest leftovers(DBCluster source, String newCluster) {
        return ModifyDbClusterRequest.builder()
                .dbClusterIdentifier(newCluster)
                .applyImmediately(true)
                .backupRetentionPeriod(source.backupRetentionPeriod())
                .preferredBackupWindow(source.preferredBackupWindow())
                .preferredMaintenanceWindow(source.preferredMaintenanceWindow())
                .build();
    }

    /** An instance of the copy, like one of the source. */
    static CreateDbInstanceRequest member(DBInstance model, String cluster, String id, List<Tag> tags) {
        boolean monitored = model.monitoringInterval() != null && model.monitoringInterval() > 0;
        return CreateDbInstanceRequest.builder()
                .dbClusterIdentifier(cluster)
                .dbInstanceIdentifier(id)
                .dbInstanceClass(model.dbInstanceClass())
                .engine(model.engine())
                .promotionTier(model.promotionTier())
                .publiclyAccessible(model.publiclyAccessible())
                .autoMinorVersionUpgrade(model.autoMinorVersionUpgrade())
                .dbParameterGroupName(model.dbParameterGroups().stream()
                        .map(DBParameterGroupStatus::dbParameterGroupName)
                        .findFirst()
                        .orElse(null))
                .preferredMaintenanceWindow(model.preferredMaintenanceWindow())
                .enablePerformanceInsights(model.performanceInsightsEnabled())
                .monitoringInterval(monitored ? model.monitoringInterval() : null)
                .monitoringRoleArn(monitored ? model.monitoringRoleArn() : null)
                .caCertificateIdentifier(model.caCertificateIdentifier())
                .tags(tags)
                .build();
    }

    /** In which settings two clusters differ, each with both values. */
    static List<String> differences(DBCluster source, DBCluster copy) {
        List<String> differences = new ArrayList<>();
        COMPARED.forEach((name, of) -> {
            Object wanted = of.apply(source);
            Object got = of.apply(copy);
            if (!Objects.equals(wanted, got)) {
                differences.add(name + " was " + wanted + " and is " + got);
            }
        });
        return differences;
    }

    private static Map<String, Function<DBCluster, @Nullable Object>> compared() {
        Map<String, Function<DBCluster, @Nullable Object>> all = new LinkedHashMap<>();
        all.put("engine version", DBCluster::engineVersion);
        all.put("subnet group", DBCluster::dbSubnetGroup);
        all.put("security groups", ClusterSettings::securityGroups);
        all.put("parameter group", DBCluster::dbClusterParameterGroup);
        all.put("IAM authentication", DBCluster::iamDatabaseAuthenticationEnabled);
        all.put("deletion protection", DBCluster::deletionProtection);
        all.put("encryption", DBCluster::storageEncrypted);
        all.put("KMS key", DBCluster::kmsKeyId);
        all.put("backup retention", DBCluster::backupRetentionPeriod);
        all.put("maintenance window", DBCluster::preferredMaintenanceWindow);
        all.put("number of instances", cluster -> cluster.dbClusterMembers().size());
        return all;
    }

    private static List<String> securityGroups(DBCluster cluster) {
        return cluster.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .sorted()
                .toList();
    }
}
