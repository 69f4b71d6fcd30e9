package io.upshift.aws;

import io.upshift.RemoteCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that calls need, as narrow as the service allows.
 *
 * <p>Source: "Actions, resources, and condition keys for Amazon RDS" in the Service Authorization Reference. Creating
 * something with tags needs {@code rds:AddTagsToResource}.
 */
final class Permissions {
    private static final String ANYWHERE = "arn:aws:rds:*:*:";

    private Permissions() {}

    static List<RemoteCall> snapshots(
            String sourceType, String source, String snapshotType, String snapshots, boolean deletes) {
        List<RemoteCall> calls = new ArrayList<>();
        calls.add(
                new RemoteCall("rds:DescribeDB" + sourceType + "s", ANYWHERE + source, "waits for it to be available"));
        calls.add(new RemoteCall(
                "rds:DescribeDB" + snapshotType + "s", ANYWHERE + source, "finds the snapshots that are there"));
        calls.add(new RemoteCall("rds:DescribeAccountAttributes", "*", "checks the quota of snapshots"));
        calls.add(new RemoteCall("rds:CreateDB" + snapshotType, ANYWHERE + source, "takes the snapshot"));
        calls.add(new RemoteCall("rds:CreateDB" + snapshotType, ANYWHERE + snapshots, "takes the snapshot"));
        calls.add(new RemoteCall("rds:AddTagsToResource", ANYWHERE + snapshots, "marks the snapshot as this run's"));
        if (deletes) {
            calls.add(new RemoteCall(
                    "rds:DeleteDB" + snapshotType, ANYWHERE + snapshots, "deletes its own that are no longer kept"));
        }
        return calls;
    }

    static List<RemoteCall> copyOfInstance(String instance, String copy) {
        String source = ANYWHERE + "db:" + instance;
        String made = ANYWHERE + "db:" + copy;
        List<RemoteCall> calls = new ArrayList<>();
        calls.add(new RemoteCall("rds:DescribeDBInstances", source, "reads its settings"));
        calls.add(new RemoteCall("rds:DescribeDBInstances", made, "waits for the new instance"));
        calls.add(new RemoteCall("rds:DescribeDBSnapshots", source, "finds its snapshots"));
        calls.add(new RemoteCall("rds:DescribeAccountAttributes", "*", "checks the quota of instances"));
        for (String used : List.of("snapshot:*", "subgrp:*", "pg:*", "og:*")) {
            calls.add(new RemoteCall(
                    "rds:RestoreDBInstanceFromDBSnapshot", ANYWHERE + used, "restores with the old settings"));
        }
        calls.add(new RemoteCall("rds:RestoreDBInstanceFromDBSnapshot", made, "restores the snapshot"));
        for (String used : List.of(source, made, ANYWHERE + "subgrp:*", ANYWHERE + "pg:*", ANYWHERE + "og:*")) {
            calls.add(new RemoteCall("rds:RestoreDBInstanceToPointInTime", used, "restores to a point in time"));
        }
        calls.add(new RemoteCall("rds:AddTagsToResource", made, "marks the new instance, and keeps the old tags"));
        calls.add(new RemoteCall("rds:ModifyDBInstance", made, "sets what a restore can't be told"));
        return calls;
    }

    static List<RemoteCall> copyOfCluster(String cluster, String copy) {
        String source = ANYWHERE + "cluster:" + cluster;
        String made = ANYWHERE + "cluster:" + copy;
        String members = ANYWHERE + "db:" + copy + "-*";
        List<RemoteCall> calls = new ArrayList<>();
        calls.add(new RemoteCall("rds:DescribeDBClusters", source, "reads its settings"));
        calls.add(new RemoteCall("rds:DescribeDBClusters", made, "waits for the new cluster"));
        calls.add(new RemoteCall("rds:DescribeDBInstances", ANYWHERE + "db:*", "reads and awaits their instances"));
        calls.add(new RemoteCall("rds:DescribeDBClusterSnapshots", source, "finds its snapshots"));
        calls.add(new RemoteCall("rds:DescribeAccountAttributes", "*", "checks the quota of clusters"));
        for (String used :
                List.of(made, ANYWHERE + "cluster-snapshot:*", ANYWHERE + "subgrp:*", ANYWHERE + "cluster-pg:*")) {
            calls.add(new RemoteCall("rds:RestoreDBClusterFromSnapshot", used, "restores with the old settings"));
        }
        for (String used : List.of(source, made, ANYWHERE + "subgrp:*", ANYWHERE + "cluster-pg:*")) {
            calls.add(new RemoteCall("rds:RestoreDBClusterToPointInTime", used, "clones, or restores to a time"));
        }
        for (String used : List.of(made, members, ANYWHERE + "pg:*")) {
            calls.add(new RemoteCall("rds:CreateDBInstance", used, "makes its instances"));
        }
        calls.add(new RemoteCall("rds:AddTagsToResource", made, "marks the new cluster, and keeps the old tags"));
        calls.add(new RemoteCall("rds:AddTagsToResource", members, "marks its instances"));
        calls.add(new RemoteCall("rds:ModifyDBCluster", made, "sets what a restore can't be told"));
        return calls;
    }

    static List<RemoteCall> deletion(String type, String deleted, String lastSnapshots) {
        List<RemoteCall> calls = new ArrayList<>();
        calls.add(new RemoteCall("rds:ModifyDB" + type, ANYWHERE + deleted, "lifts the deletion protection"));
        calls.add(new RemoteCall("rds:DeleteDB" + type, ANYWHERE + deleted, "deletes it"));
        if (type.equals("Cluster")) {
            String members = ANYWHERE + deleted.replace("cluster:", "db:") + "*";
            calls.add(new RemoteCall("rds:DeleteDBInstance", members, "deletes its instances"));
        }
        calls.add(new RemoteCall(
                "rds:CreateDB" + (type.equals("Cluster") ? "ClusterSnapshot" : "Snapshot"),
                ANYWHERE + lastSnapshots,
                "takes a last snapshot"));
        return calls;
    }

    static List<RemoteCall> renaming(String from, String to) {
        return List.of(
                new RemoteCall("rds:DescribeDBInstances", ANYWHERE + "db:" + from, "looks who has the name"),
                new RemoteCall("rds:DescribeDBInstances", ANYWHERE + "db:" + to, "looks who has the name"),
                new RemoteCall("rds:ModifyDBInstance", ANYWHERE + "db:" + from, "renames it"),
                new RemoteCall("rds:ModifyDBInstance", ANYWHERE + "db:" + to, "renames it, also back"));
    }
}
