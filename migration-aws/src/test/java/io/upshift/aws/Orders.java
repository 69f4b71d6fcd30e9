package io.upshift.aws;

import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** The database that the tests work with, and what they see of it. */
final class Orders {
    static final String INSTANCE = "orders-db";
    static final String CLUSTER = "orders-cluster";
    static final String RUN = "0123456789abcdef0123456789abcdef";

    private Orders() {}

    /** Creates an instance with every setting that a restore would lose, and a cluster. */
    static void prepare(FakeAws aws) {
        create(aws.rds());
        aws.clock().sleep(Duration.ofHours(1));
    }

    static FakeAws account() {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        return aws;
    }

    static void create(RdsClient rds) {
        rds.createDBInstance(request -> request.dbInstanceIdentifier(INSTANCE)
                .dbInstanceClass("db.m6g.large")
                .engine("postgres")
                .engineVersion("17.4")
                .masterUsername("orders")
                .masterUserPassword("not-a-secret-1")
                .allocatedStorage(100)
                .maxAllocatedStorage(500)
                .multiAZ(true)
                .storageEncrypted(true)
                .kmsKeyId("arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555")
                .backupRetentionPeriod(14)
                .enableIAMDatabaseAuthentication(true)
                .deletionProtection(true)
                .tags(Tag.builder().key("team").value("orders").build()));
        rds.createDBCluster(request -> request.dbClusterIdentifier(CLUSTER)
                .engine("aurora-postgresql")
                .engineVersion("16.4")
                .masterUsername("orders")
                .masterUserPassword("not-a-secret-1"));
    }

    static RdsSnapshot snapshot(FakeAws aws) {
        return RdsSnapshot.of(aws.rds(), INSTANCE).service("orders").in(aws.clock(), aws.clock()::sleep);
    }

    /** The manual snapshots of the instance, each with its status and the run that took it. */
    static String snapshots(FakeAws aws) {
        List<String> lines = aws.rds().describeDBSnapshots().dbSnapshots().stream()
                .map(snapshot -> snapshot.dbSnapshotIdentifier() + " " + snapshot.status() + " "
                        + Tags.of(snapshot.tagList()).get(Tags.RUN))
                .toList();
        return String.join("\n", lines);
    }
}
