package io.upshift.aws;

import io.upshift.StepException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.AccountQuota;

/** Whether the account has room for one more snapshot, instance or cluster. */
final class RdsQuota {
    private static final Logger log = LoggerFactory.getLogger(RdsSnapshot.class);

    private final RdsClient rds;
    private final String name;

    RdsQuota(RdsClient rds, String name) {
        this.rds = rds;
        this.name = name;
    }

    /**
     * Where the caller may not look, RDS itself refuses the request when there is no room.
     *
     * @throws StepException when there is none
     */
    void check() throws StepException {
        for (AccountQuota quota : quotas()) {
            if (quota.accountQuotaName().equals(name) && quota.used() >= quota.max()) {
                throw new StepException(
                        "the account has " + quota.used() + " of at most " + quota.max() + " " + name
                                + " in this Region",
                        "delete what nobody needs, keep fewer snapshots of this service's own, or ask AWS for more");
            }
        }
    }

    private Iterable<AccountQuota> quotas() {
        try {
            return Reads.read(rds::describeAccountAttributes).accountQuotas();
        } catch (AwsServiceException e) {
            log.debug("The quota of {} can't be read", name, e);
            return List.of();
        }
    }
}
