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

    static List<RemoteCall> restore(String instance, String newInstance) {
        String made = ANYWHERE + "db:" + newInstance;
        List<RemoteCall> calls = new ArrayList<>();
        calls.add(new RemoteCall("rds:DescribeDBInstances", ANYWHERE + "db:" + instance, "reads its settings"));
        calls.add(new RemoteCall("rds:DescribeDBInstances", made, "waits for the new instance"));
        calls.add(new RemoteCall("rds:DescribeDBSnapshots", ANYWHERE + "db:" + instance, "finds its snapshots"));
        for (String used : List.of("snapshot:*", "subgrp:*", "pg:*", "og:*")) {
            calls.add(new RemoteCall(
                    "rds:RestoreDBInstanceFromDBSnapshot", ANYWHERE + used, "restores with the old settings"));
        }
        calls.add(new RemoteCall("rds:RestoreDBInstanceFromDBSnapshot", made, "restores the snapshot"));
        calls.add(new RemoteCall("rds:AddTagsToResource", made, "marks the new instance, and keeps the old tags"));
        calls.add(new RemoteCall("rds:ModifyDBInstance", made, "sets what a restore can't be told"));
        return calls;
    }
}
