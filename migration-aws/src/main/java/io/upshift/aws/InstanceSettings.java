package io.upshift.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * The settings of an instance that a restore loses unless it is told them.
 *
 * <p>Source: "Restoring to a DB instance" in the Amazon RDS User Guide, and the parameters of {@code
 * RestoreDBInstanceFromDBSnapshot}; what it has no parameter for is set by {@code ModifyDBInstance} afterwards.
 */
final class InstanceSettings {
    private static final Map<String, Function<DBInstance, @Nullable Object>> COMPARED = compared();

    private InstanceSettings() {}

    /** Everything that a restore can be told. */
    static RestoreDbInstanceFromDbSnapshotRequest restore(
            DBInstance source, String snapshot, String newInstance, List<Tag> tags) {
        return RestoreDbInstanceFromDbSnapshotRequest.builder()
                .dbInstanceIdentifier(newInstance)
                .dbSnapshotIdentifier(snapshot)
                .dbInstanceClass(source.dbInstanceClass())
                .dbSubnetGroupName(subnetGroup(source))
                .vpcSecurityGroupIds(securityGroups(source))
                .dbParameterGroupName(parameterGroup(source))
                .optionGroupName(optionGroup(source))
                .multiAZ(source.multiAZ())
                .publiclyAccessible(source.publiclyAccessible())
                .autoMinorVersionUpgrade(source.autoMinorVersionUpgrade())
                .enableIAMDatabaseAuthentication(source.iamDatabaseAuthenticationEnabled())
                .deletionProtection(source.deletionProtection())
                .copyTagsToSnapshot(source.copyTagsToSnapshot())
                .enableCloudwatchLogsExports(source.enabledCloudwatchLogsExports())
                .caCertificateIdentifier(source.caCertificateIdentifier())
                .networkType(source.networkType())
                .port(source.endpoint() == null ? null : source.endpoint().port())
                .tags(tags)
                .build();
    }

    /** The same for a point in time. */
    static RestoreDbInstanceToPointInTimeRequest restore(
            DBInstance source, Instant time, String newInstance, List<Tag> tags) {
        return RestoreDbInstanceToPointInTimeRequest.builder()
                .sourceDBInstanceIdentifier(source.dbInstanceIdentifier())
                .targetDBInstanceIdentifier(newInstance)
                .restoreTime(time)
                .dbInstanceClass(source.dbInstanceClass())
                .dbSubnetGroupName(subnetGroup(source))
                .vpcSecurityGroupIds(securityGroups(source))
                .dbParameterGroupName(parameterGroup(source))
                .optionGroupName(optionGroup(source))
                .multiAZ(source.multiAZ())
                .publiclyAccessible(source.publiclyAccessible())
                .autoMinorVersionUpgrade(source.autoMinorVersionUpgrade())
                .enableIAMDatabaseAuthentication(source.iamDatabaseAuthenticationEnabled())
                .deletionProtection(source.deletionProtection())
                .copyTagsToSnapshot(source.copyTagsToSnapshot())
                .enableCloudwatchLogsExports(source.enabledCloudwatchLogsExports())
                .caCertificateIdentifier(source.caCertificateIdentifier())
                .networkType(source.networkType())
                .port(source.endpoint() == null ? null : source.endpoint().port())
                .tags(tags)
                .build();
    }

    /** What has to be set once it is there. */
    static ModifyDbInstanceRequest leftovers(DBInstance source, String newInstance) {
        boolean monitored = source.monitoringInterval() != null && source.monitoringInterval() > 0;
        return ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier(newInstance)
                .applyImmediately(true)
                .maxAllocatedStorage(source.maxAllocatedStorage())
                .backupRetentionPeriod(source.backupRetentionPeriod())
                .preferredBackupWindow(source.preferredBackupWindow())
                .preferredMaintenanceWindow(source.preferredMaintenanceWindow())
                .enablePerformanceInsights(source.performanceInsightsEnabled())
                .monitoringInterval(monitored ? source.monitoringInterval() : null)
                .monitoringRoleArn(monitored ? source.monitoringRoleArn() : null)
                .build();
    }

    /** In which settings two instances differ, each with both values. */
    static List<String> differences(DBInstance source, DBInstance restored) {
        List<String> differences = new ArrayList<>();
        COMPARED.forEach((name, of) -> {
            Object wanted = of.apply(source);
            Object got = of.apply(restored);
            if (!Objects.equals(wanted, got)) {
                differences.add(name + " was " + wanted + " and is " + got);
            }
        });
        return differences;
    }

    private static Map<String, Function<DBInstance, @Nullable Object>> compared() {
        Map<String, Function<DBInstance, @Nullable Object>> all = new LinkedHashMap<>();
        all.put("engine version", DBInstance::engineVersion);
        all.put("instance class", DBInstance::dbInstanceClass);
        all.put("subnet group", InstanceSettings::subnetGroup);
        all.put("security groups", InstanceSettings::securityGroups);
        all.put("parameter group", InstanceSettings::parameterGroup);
        all.put("option group", InstanceSettings::optionGroup);
        all.put("multi-AZ", DBInstance::multiAZ);
        all.put("public access", DBInstance::publiclyAccessible);
        all.put("IAM authentication", DBInstance::iamDatabaseAuthenticationEnabled);
        all.put("deletion protection", DBInstance::deletionProtection);
        all.put("encryption", DBInstance::storageEncrypted);
        all.put("KMS key", DBInstance::kmsKeyId);
        all.put("storage autoscaling", DBInstance::maxAllocatedStorage);
        all.put("backup retention", DBInstance::backupRetentionPeriod);
        all.put("maintenance window", DBInstance::preferredMaintenanceWindow);
        all.put("Performance Insights", DBInstance::performanceInsightsEnabled);
        all.put("enhanced monitoring", instance -> Objects.requireNonNullElse(instance.monitoringInterval(), 0));
        return all;
    }

    private static @Nullable String subnetGroup(DBInstance instance) {
        return instance.dbSubnetGroup() == null
                ? null
                : instance.dbSubnetGroup().dbSubnetGroupName();
    }

    private static List<String> securityGroups(DBInstance instance) {
        return instance.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .sorted()
                .toList();
    }

    private static @Nullable String parameterGroup(DBInstance instance) {
        return instance.dbParameterGroups().stream()
                .map(DBParameterGroupStatus::dbParameterGroupName)
                .findFirst()
                .orElse(null);
    }

    /** None for the default one, which RDS gives by itself and may not have made yet. */
    private static @Nullable String optionGroup(DBInstance instance) {
        return instance.optionGroupMemberships().stream()
                .map(OptionGroupMembership::optionGroupName)
                .filter(name -> !name.startsWith("default:"))
                .findFirst()
                .orElse(null);
    }
}
