package io.upshift.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** What requests make of an instance's settings: what they don't say comes as the service's default. */
final class RdsInstanceValues {
    private static final String DEFAULT = "default";

    private RdsInstanceValues() {}

    static DBInstance created(CreateDbInstanceRequest request) {
        return DBInstance.builder()
                .dbInstanceClass(request.dbInstanceClass())
                .dbClusterIdentifier(request.dbClusterIdentifier())
                .promotionTier(request.promotionTier() == null ? 1 : request.promotionTier())
                .engine(request.engine())
                .engineVersion(request.engineVersion())
                .dbName(request.dbName())
                .masterUsername(request.masterUsername())
                .allocatedStorage(request.allocatedStorage())
                .maxAllocatedStorage(request.maxAllocatedStorage())
                .multiAZ(isTrue(request.multiAZ()))
                .deletionProtection(isTrue(request.deletionProtection()))
                .iamDatabaseAuthenticationEnabled(isTrue(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(isTrue(request.enablePerformanceInsights()))
                .monitoringInterval(request.monitoringInterval())
                .monitoringRoleArn(request.monitoringRoleArn())
                .backupRetentionPeriod(request.backupRetentionPeriod())
                .preferredMaintenanceWindow(request.preferredMaintenanceWindow())
                .publiclyAccessible(isTrue(request.publiclyAccessible()))
                .storageEncrypted(isTrue(request.storageEncrypted()))
                .kmsKeyId(request.kmsKeyId())
                .dbParameterGroups(group(request.dbParameterGroupName()))
                .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                .dbSubnetGroup(subnets(request.dbSubnetGroupName()))
                .tagList(request.tags())
                .build();
    }

    static DBInstance restored(RestoreDbInstanceFromDbSnapshotRequest request, DBSnapshot snapshot) {
        return DBInstance.builder()
                .dbInstanceClass(request.dbInstanceClass() == null ? "db.t3.medium" : request.dbInstanceClass())
                .engine(snapshot.engine())
                .engineVersion(snapshot.engineVersion())
                .masterUsername(snapshot.masterUsername())
                .allocatedStorage(snapshot.allocatedStorage())
                .multiAZ(isTrue(request.multiAZ()))
                .deletionProtection(isTrue(request.deletionProtection()))
                .iamDatabaseAuthenticationEnabled(isTrue(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(false)
                .monitoringInterval(0)
                .backupRetentionPeriod(1)
                .publiclyAccessible(isTrue(request.publiclyAccessible()))
                .storageEncrypted(snapshot.encrypted())
                .kmsKeyId(snapshot.kmsKeyId())
                .dbParameterGroups(group(request.dbParameterGroupName()))
                .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                .dbSubnetGroup(subnets(request.dbSubnetGroupName()))
                .tagList(request.tags())
                .build();
    }

    /** A restore to a point in time is told, and loses, the same settings as one of a snapshot. */
    static DBInstance restored(RestoreDbInstanceToPointInTimeRequest request, DBInstance source) {
        return restored(
                RestoreDbInstanceFromDbSnapshotRequest.builder()
                        .dbInstanceClass(request.dbInstanceClass())
                        .multiAZ(request.multiAZ())
                        .deletionProtection(request.deletionProtection())
                        .enableIAMDatabaseAuthentication(request.enableIAMDatabaseAuthentication())
                        .publiclyAccessible(request.publiclyAccessible())
                        .dbParameterGroupName(request.dbParameterGroupName())
                        .vpcSecurityGroupIds(request.vpcSecurityGroupIds())
                        .dbSubnetGroupName(request.dbSubnetGroupName())
                        .tags(request.tags())
                        .build(),
                DBSnapshot.builder()
                        .engine(source.engine())
                        .engineVersion(source.engineVersion())
                        .masterUsername(source.masterUsername())
                        .allocatedStorage(source.allocatedStorage())
                        .encrypted(source.storageEncrypted())
                        .kmsKeyId(source.kmsKeyId())
                        .build());
    }

    static DBInstance modified(DBInstance old, ModifyDbInstanceRequest request) {
        DBInstance.Builder changed = old.toBuilder();
        if (request.maxAllocatedStorage() != null) {
            changed.maxAllocatedStorage(request.maxAllocatedStorage());
        }
        if (request.backupRetentionPeriod() != null) {
            changed.backupRetentionPeriod(request.backupRetentionPeriod());
        }
        if (request.preferredMaintenanceWindow() != null) {
            changed.preferredMaintenanceWindow(request.preferredMaintenanceWindow());
        }
        if (request.enablePerformanceInsights() != null) {
            changed.performanceInsightsEnabled(request.enablePerformanceInsights());
        }
        if (request.monitoringInterval() != null) {
            changed.monitoringInterval(request.monitoringInterval()).monitoringRoleArn(request.monitoringRoleArn());
        }
        if (request.deletionProtection() != null) {
            changed.deletionProtection(request.deletionProtection());
        }
        return changed.build();
    }

    static List<VpcSecurityGroupMembership> groups(List<String> ids) {
        List<VpcSecurityGroupMembership> groups = new ArrayList<>();
        for (String id : ids.isEmpty() ? List.of("sg-default") : ids) {
            groups.add(VpcSecurityGroupMembership.builder()
                    .vpcSecurityGroupId(id)
                    .status("active")
                    .build());
        }
        return groups;
    }

    private static DBParameterGroupStatus group(String name) {
        return DBParameterGroupStatus.builder()
                .dbParameterGroupName(name == null ? DEFAULT : name)
                .build();
    }

    private static DBSubnetGroup subnets(String name) {
        return DBSubnetGroup.builder()
                .dbSubnetGroupName(name == null ? DEFAULT : name)
                .build();
    }

    private static boolean isTrue(Boolean said) {
        return Boolean.TRUE.equals(said);
    }
}
