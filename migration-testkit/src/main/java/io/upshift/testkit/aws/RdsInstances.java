package io.upshift.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.InstanceQuotaExceededException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** The DB instances of a fake RDS. Used under the fake's lock. */
final class RdsInstances {
    private static final int PORT = 5432;
    private static final String DEFAULT = "default";

    private final Map<String, DBInstance> instances = new TreeMap<>();
    private final Map<String, Lifecycle> lives = new TreeMap<>();
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;
    private int created;

    RdsInstances(VirtualClock clock, RdsTimes times, Quotas quotas) {
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
    }

    DBInstance create(CreateDbInstanceRequest request) {
        String id = free(request.dbInstanceIdentifier());
        DBInstance instance = DBInstance.builder()
                .dbInstanceClass(request.dbInstanceClass())
                .engine(request.engine())
                .engineVersion(request.engineVersion())
                .dbName(request.dbName())
                .masterUsername(request.masterUsername())
                .allocatedStorage(request.allocatedStorage())
                .maxAllocatedStorage(request.maxAllocatedStorage())
                .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .iamDatabaseAuthenticationEnabled(Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(Boolean.TRUE.equals(request.enablePerformanceInsights()))
                .monitoringInterval(request.monitoringInterval())
                .monitoringRoleArn(request.monitoringRoleArn())
                .backupRetentionPeriod(request.backupRetentionPeriod())
                .preferredMaintenanceWindow(request.preferredMaintenanceWindow())
                .publiclyAccessible(Boolean.TRUE.equals(request.publiclyAccessible()))
                .storageEncrypted(Boolean.TRUE.equals(request.storageEncrypted()))
                .kmsKeyId(request.kmsKeyId())
                .dbParameterGroups(group(request.dbParameterGroupName()))
                .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                .dbSubnetGroup(subnets(request.dbSubnetGroupName()))
                .tagList(request.tags())
                .build();
        return add(id, instance);
    }

    /** What the request doesn't say comes as the service's default, not as the source had it. */
    DBInstance restore(RestoreDbInstanceFromDbSnapshotRequest request, DBSnapshot snapshot) {
        String id = free(request.dbInstanceIdentifier());
        DBInstance instance = DBInstance.builder()
                .dbInstanceClass(request.dbInstanceClass() == null ? "db.t3.medium" : request.dbInstanceClass())
                .engine(snapshot.engine())
                .engineVersion(snapshot.engineVersion())
                .masterUsername(snapshot.masterUsername())
                .allocatedStorage(snapshot.allocatedStorage())
                .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .iamDatabaseAuthenticationEnabled(Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(false)
                .monitoringInterval(0)
                .backupRetentionPeriod(1)
                .publiclyAccessible(Boolean.TRUE.equals(request.publiclyAccessible()))
                .storageEncrypted(snapshot.encrypted())
                .kmsKeyId(snapshot.kmsKeyId())
                .dbParameterGroups(group(request.dbParameterGroupName()))
                .vpcSecurityGroups(groups(request.vpcSecurityGroupIds()))
                .dbSubnetGroup(subnets(request.dbSubnetGroupName()))
                .tagList(request.tags())
                .build();
        return add(id, instance);
    }

    DBInstance modify(ModifyDbInstanceRequest request) {
        DBInstance old = usable(request.dbInstanceIdentifier());
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
        instances.put(old.dbInstanceIdentifier(), changed.build());
        life(old.dbInstanceIdentifier()).pass(clock.instant(), "modifying", times.modify, "available");
        return now(old.dbInstanceIdentifier());
    }

    /** At once, and without a last snapshot: a test that needs one takes it before. */
    DBInstance delete(DeleteDbInstanceRequest request) {
        DBInstance gone = now(request.dbInstanceIdentifier());
        if (Boolean.TRUE.equals(gone.deletionProtection())) {
            throw RdsRules.error(
                    "InvalidParameterCombination",
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        if (!Boolean.TRUE.equals(request.skipFinalSnapshot())) {
            throw RdsRules.error(
                    "InvalidParameterCombination",
                    "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        instances.remove(gone.dbInstanceIdentifier());
        lives.remove(gone.dbInstanceIdentifier());
        return gone.toBuilder().dbInstanceStatus("deleting").build();
    }

    List<DBInstance> all() {
        return instances.keySet().stream().map(this::now).toList();
    }

    DBInstance now(String id) {
        DBInstance instance = instances.get(RdsRules.name("DBInstanceIdentifier", id, RdsRules.OTHER));
        if (instance == null) {
            throw AwsFaults.error(
                    DbInstanceNotFoundException.builder(), "DBInstanceNotFound", "DBInstance " + id + " not found.");
        }
        return instance.toBuilder()
                .dbInstanceStatus(life(instance.dbInstanceIdentifier()).at(clock.instant()))
                .build();
    }

    /** The instance, if it can be snapshotted or modified. */
    DBInstance usable(String id) {
        DBInstance instance = now(id);
        if (!instance.dbInstanceStatus().equals("available")) {
            throw AwsFaults.error(
                    InvalidDbInstanceStateException.builder(),
                    "InvalidDBInstanceState",
                    "Instance " + id + " is not in available state.");
        }
        return instance;
    }

    Lifecycle life(String id) {
        Lifecycle life = lives.get(id);
        if (life == null) {
            throw new IllegalArgumentException("There is no instance " + id + "; there are " + lives.keySet());
        }
        return life;
    }

    private String free(String wanted) {
        String id = RdsRules.name("DBInstanceIdentifier", wanted, RdsRules.OTHER);
        if (instances.containsKey(id)) {
            throw AwsFaults.error(
                    DbInstanceAlreadyExistsException.builder(),
                    "DBInstanceAlreadyExists",
                    "DB instance already exists");
        }
        if (instances.size() >= quotas.of(Quotas.INSTANCES)) {
            throw AwsFaults.error(
                    InstanceQuotaExceededException.builder(), "InstanceQuotaExceeded", "Instance quota exceeded");
        }
        return id;
    }

    private DBInstance add(String id, DBInstance instance) {
        created++;
        instances.put(
                id,
                instance.toBuilder()
                        .dbInstanceIdentifier(id)
                        .dbiResourceId(String.format("db-%026d", created))
                        .dbInstanceArn(FakeAws.arn("rds", "db:" + id))
                        .instanceCreateTime(clock.instant())
                        .endpoint(Endpoint.builder()
                                .address(id + ".c1." + FakeAws.REGION + ".rds.amazonaws.com")
                                .port(PORT)
                                .build())
                        .build());
        Lifecycle life = new Lifecycle(clock.instant(), "creating");
        life.pass(clock.instant(), "creating", times.restore, "available");
        lives.put(id, life);
        return now(id);
    }

    private static List<VpcSecurityGroupMembership> groups(List<String> ids) {
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
}
