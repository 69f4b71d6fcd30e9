package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PointInTimeRestoreNotEnabledException;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;

/**
 * The DB instances of a fake RDS. Used under the fake's lock.
 *
 * <p>Source: "Renaming a DB instance", "Deleting a DB instance" and "Restoring a DB instance to a specified time" in the
 * Amazon RDS User Guide.
 */
final class RdsInstances {
    private static final int PORT = 5432;
    private static final RdsKind<DBInstance> KIND = new RdsKind<>(
            "DBInstanceIdentifier",
            RdsRules.OTHER,
            (instance, status, percent) ->
                    instance.toBuilder().dbInstanceStatus(status).build(),
            id -> AwsFaults.error(
                    DbInstanceNotFoundException.builder(), "DBInstanceNotFound", "DBInstance " + id + " not found."),
            id -> AwsFaults.error(
                    DbInstanceAlreadyExistsException.builder(),
                    "DBInstanceAlreadyExists",
                    "DB instance already exists"),
            id -> AwsFaults.error(
                    InvalidDbInstanceStateException.builder(),
                    "InvalidDBInstanceState",
                    "Instance " + id + " is not in available state."));

    private final RdsResources<DBInstance> instances;
    private final VirtualClock clock;
    private final RdsTimes times;
    private final Quotas quotas;
    private int created;

    RdsInstances(VirtualClock clock, RdsTimes times, Quotas quotas) {
        this.instances = new RdsResources<>(KIND, clock);
        this.clock = clock;
        this.times = times;
        this.quotas = quotas;
    }

    DBInstance create(CreateDbInstanceRequest request) {
        return add(free(request.dbInstanceIdentifier()), RdsInstanceValues.created(request));
    }

    DBInstance restore(RestoreDbInstanceFromDbSnapshotRequest request, DBSnapshot snapshot) {
        return add(free(request.dbInstanceIdentifier()), RdsInstanceValues.restored(request, snapshot));
    }

    DBInstance restore(RestoreDbInstanceToPointInTimeRequest request) {
        DBInstance source = instances.now(request.sourceDBInstanceIdentifier());
        String id = free(request.targetDBInstanceIdentifier());
        if (source.backupRetentionPeriod() == null || source.backupRetentionPeriod() == 0) {
            throw AwsFaults.error(
                    PointInTimeRestoreNotEnabledException.builder(),
                    "PointInTimeRestoreNotEnabled",
                    "Point in time restore is not enabled for " + source.dbInstanceIdentifier());
        }
        RdsRules.restorable(
                request.restoreTime(),
                request.useLatestRestorableTime(),
                source.instanceCreateTime(),
                RdsRules.latestRestorable(clock));
        return add(id, RdsInstanceValues.restored(request, source));
    }

    DBInstance modify(ModifyDbInstanceRequest request) {
        DBInstance old = instances.available(request.dbInstanceIdentifier());
        String id = old.dbInstanceIdentifier();
        instances.change(id, instance -> RdsInstanceValues.modified(instance, request));
        if (request.newDBInstanceIdentifier() == null) {
            instances.pass(id, "modifying", times.modify);
            return instances.now(id);
        }
        if (!Boolean.TRUE.equals(request.applyImmediately())) {
            return instances.now(id); // waits for the next maintenance window
        }
        return instances.rename(
                id,
                request.newDBInstanceIdentifier(),
                times.modify,
                instance -> named(instance, KIND.name(request.newDBInstanceIdentifier())));
    }

    DBInstance delete(DeleteDbInstanceRequest request, RdsSnapshots snapshots) {
        DBInstance gone = instances.now(request.dbInstanceIdentifier());
        if (gone.dbInstanceStatus().equals("deleting")) {
            throw KIND.busy().apply(gone.dbInstanceIdentifier());
        }
        RdsRules.deletable(
                gone.deletionProtection(), request.skipFinalSnapshot(), request.finalDBSnapshotIdentifier(), gone);
        if (request.finalDBSnapshotIdentifier() != null) {
            snapshots.last(request.finalDBSnapshotIdentifier(), gone);
        }
        return instances.remove(gone.dbInstanceIdentifier(), "deleting", times.delete);
    }

    DescribeDbInstancesResponse describe(DescribeDbInstancesRequest request) {
        String one = request.dbInstanceIdentifier();
        return DescribeDbInstancesResponse.builder()
                .dbInstances(one == null ? all() : List.of(now(one)))
                .build();
    }

    List<DBInstance> all() {
        return instances.all();
    }

    DBInstance now(String id) {
        DBInstance instance = instances.now(id);
        boolean backedUp = instance.backupRetentionPeriod() != null && instance.backupRetentionPeriod() > 0;
        return backedUp
                ? instance.toBuilder()
                        .latestRestorableTime(RdsRules.latestRestorable(clock))
                        .build()
                : instance;
    }

    DBInstance available(String id) {
        return instances.available(id);
    }

    void pass(String id, String status, Duration takes) {
        instances.pass(id, status, takes);
    }

    Lifecycle life(String id) {
        return instances.life(id);
    }

    private String free(String wanted) {
        String id = instances.free(wanted);
        quotas.check(Quotas.INSTANCES, instances.count());
        return id;
    }

    private DBInstance add(String id, DBInstance instance) {
        created++;
        return instances.add(
                id,
                named(instance, id).toBuilder()
                        .dbiResourceId(String.format("db-%026d", created))
                        .instanceCreateTime(clock.instant())
                        .build(),
                times.restore,
                times.restoreEnd);
    }

    /** The name is part of the ARN and of the endpoint; the resource id stays. */
    private static DBInstance named(DBInstance instance, String id) {
        return instance.toBuilder()
                .dbInstanceIdentifier(id)
                .dbInstanceArn(FakeAws.arn("rds", "db:" + id))
                .endpoint(Endpoint.builder()
                        .address(id + ".c1." + FakeAws.REGION + ".rds.amazonaws.com")
                        .port(PORT)
                        .build())
                .build();
    }
}
