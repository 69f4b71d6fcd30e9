package io.upshift.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a database decides which strategies fit.
 *
 * @param engine as RDS names it
 * @param members of a cluster
 * @param secretManaged whether RDS keeps the master password in Secrets Manager
 * @param replicaOf what it replicates from; null when from nothing
 * @param backupRetention of its automated backups, in days
 */
record Situation(
        String engine,
        String engineVersion,
        int members,
        boolean secretManaged,
        @Nullable String replicaOf,
        int backupRetention) {

    int majorVersion() {
        int dot = engineVersion.indexOf('.');
        return Integer.parseInt(dot < 0 ? engineVersion : engineVersion.substring(0, dot));
    }

    /** Why RDS's own deployments refuse it as it is. */
    List<String> againstManaged() {
        List<String> against = new ArrayList<>();
        if (secretManaged) {
            against.add("RDS keeps its master password in Secrets Manager, which its deployments don't support");
        }
        if (replicaOf != null) {
            against.add("it replicates from " + replicaOf);
        }
        if (backupRetention == 0) {
            against.add("it has no automated backups, which RDS's deployments need");
        }
        if (engine.equals("postgres") && members > 0) {
            against.add("it is a Multi-AZ DB cluster, which RDS's deployments don't support");
        }
        return against;
    }
}
