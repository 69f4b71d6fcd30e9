package io.upshift.aws;

import io.upshift.Poll;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/** Looks at an instance that may not be there yet. */
final class InstanceState {
    private final RdsClient rds;
    private final String instance;

    InstanceState(RdsClient rds, String instance) {
        this.rds = rds;
        this.instance = instance;
    }

    Optional<DBInstance> find() {
        try {
            return Optional.of(
                    Reads.read(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(instance)))
                            .dbInstances()
                            .get(0));
        } catch (DbInstanceNotFoundException e) {
            return Optional.empty();
        }
    }

    Poll<DBInstance> poll() {
        Optional<DBInstance> found = find();
        if (found.isEmpty()) {
            return Poll.missing();
        }
        String status = found.get().dbInstanceStatus();
        if (status.equals("available")) {
            return Poll.done(found.get());
        }
        return Source.isHopeless(status)
                ? Poll.failed("RDS says " + status, "see RDS's events for " + instance)
                : Poll.waiting(instance + " is " + status);
    }
}
