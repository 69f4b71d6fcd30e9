package io.upshift.aws;

import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** An account with a database that a service finds by a parameter, and what the tests of operations see of it. */
final class Operations {
    static final String POINTER = "/orders/production/db-host";
    static final String BUCKET = "operations";

    private Operations() {}

    static void prepare(FakeAws aws) throws Exception {
        Orders.prepare(aws);
        for (String member : List.of("orders-cluster-a", "orders-cluster-b")) {
            aws.rds()
                    .createDBInstance(request -> request.dbInstanceIdentifier(member)
                            .dbClusterIdentifier(Orders.CLUSTER)
                            .dbInstanceClass("db.r6g.large")
                            .engine("aurora-postgresql"));
        }
        aws.clock().sleep(Duration.ofHours(1));
        aws.s3().bucket(BUCKET);
        point(aws, host(aws, Orders.INSTANCE));
    }

    static FakeAws account() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        return aws;
    }

    static void point(FakeAws aws, String host) {
        aws.ssm()
                .putParameter(request -> request.name(POINTER)
                        .value("jdbc:postgresql://" + host + ":5432/orders")
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    static OperationJournal journal(FakeAws aws) {
        return OperationJournal.s3(aws.s3(), BUCKET, "");
    }

    static RdsDatabase instance(FakeAws aws) {
        return RdsDatabase.instance(aws.rds(), Orders.INSTANCE).in(aws.clock(), aws.clock()::sleep);
    }

    static RdsDatabase cluster(FakeAws aws) {
        return RdsDatabase.cluster(aws.rds(), Orders.CLUSTER).in(aws.clock(), aws.clock()::sleep);
    }

    static SsmPointer pointer(FakeAws aws) {
        return SsmPointer.of(aws.ssm(), POINTER);
    }

    static String host(FakeAws aws, String instance) {
        return aws.rds()
                .describeDBInstances(request -> request.dbInstanceIdentifier(instance))
                .dbInstances()
                .get(0)
                .endpoint()
                .address();
    }

    static String pointedTo(FakeAws aws) {
        return aws.ssm()
                .getParameter(request -> request.name(POINTER))
                .parameter()
                .value();
    }

    /** Names, resource ids and statuses of everything that costs money, and where the service goes. */
    static String state(FakeAws aws) {
        aws.clock().sleep(Duration.ofHours(2));
        List<String> lines = new ArrayList<>();
        for (DBInstance instance : aws.rds().describeDBInstances().dbInstances()) {
            lines.add("instance " + instance.dbInstanceIdentifier() + " " + instance.dbiResourceId() + " "
                    + instance.dbInstanceStatus() + " " + instance.multiAZ() + " " + instance.maxAllocatedStorage()
                    + " of " + instance.dbClusterIdentifier() + " " + Tags.of(instance.tagList()));
        }
        for (DBCluster cluster : aws.rds().describeDBClusters().dbClusters()) {
            lines.add("cluster " + cluster.dbClusterIdentifier() + " " + cluster.dbClusterResourceId() + " "
                    + cluster.status());
        }
        aws.rds()
                .describeDBSnapshots()
                .dbSnapshots()
                .forEach(snapshot ->
                        lines.add("snapshot " + snapshot.dbSnapshotIdentifier() + " of " + snapshot.dbiResourceId()));
        aws.rds()
                .describeDBClusterSnapshots()
                .dbClusterSnapshots()
                .forEach(snapshot -> lines.add("snapshot " + snapshot.dbClusterSnapshotIdentifier()));
        lines.add("pointer " + pointedTo(aws));
        return String.join("\n", lines);
    }

    /** What was done to each host, in order. */
    static final class Hooks implements Application, WriteFreeze {
        private final List<String> done = new ArrayList<>();
        private final Map<String, Boolean> frozen = new TreeMap<>();

        List<String> done() {
            return List.copyOf(done);
        }

        DatabaseWork work(String what) {
            return endpoint -> done.add(what + " " + endpoint.substring(0, endpoint.indexOf('.')));
        }

        @Override
        public void stop() {
            done.add("stop");
        }

        @Override
        public void start() {
            done.add("start");
        }

        @Override
        public void freeze(String endpoint) {
            done.add("freeze");
            frozen.put(endpoint, true);
        }

        @Override
        public void thaw(String endpoint) {
            done.add("thaw");
            frozen.put(endpoint, false);
        }

        @Override
        public boolean isFrozen(String endpoint) {
            return frozen.getOrDefault(endpoint, false);
        }
    }
}
