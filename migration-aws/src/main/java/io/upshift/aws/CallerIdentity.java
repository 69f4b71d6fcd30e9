package io.upshift.aws;

import io.upshift.Plan;
import io.upshift.Preflight;
import io.upshift.RemoteCall;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Refuses a run whose caller isn't the role that was configured, such as a developer's own.
 *
 * <p>A session of a role counts as the role. STS leaves a role's path out of a session's ARN, so paths are not compared
 * ("IAM identifiers", IAM User Guide). {@code GetCallerIdentity} needs no permission. Thread-safe; the client is never
 * closed.
 */
public final class CallerIdentity implements Preflight {
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::(\\d+):assumed-role/([^/]+)/.+");
    private static final Pattern ROLE = Pattern.compile("arn:([^:]+):iam::(\\d+):role/(?:.+/)?([^/]+)");

    private final StsClient sts;
    private final String role;

    private CallerIdentity(StsClient sts, String role) {
        this.sts = sts;
        this.role = role;
    }

    /** @param role the ARN of the role, or of any other principal, that has to make the calls */
    public static CallerIdentity of(StsClient sts, String role) {
        return new CallerIdentity(sts, role);
    }

    @Override
    public List<Finding> check(Plan plan) {
        String caller = Reads.read(sts::getCallerIdentity).arn();
        if (normal(caller).equals(normal(role))) {
            return List.of();
        }
        return List.of(new Finding(
                Severity.ERROR,
                "caller-identity",
                "the caller is " + caller + " and has to be " + role,
                "run with that role's credentials, or correct the configured role"));
    }

    @Override
    public List<RemoteCall> calls() {
        return List.of(new RemoteCall("sts:GetCallerIdentity", "*", "sees who is calling"));
    }

    private static String normal(String arn) {
        for (Pattern pattern : List.of(SESSION, ROLE)) {
            Matcher matcher = pattern.matcher(arn);
            if (matcher.matches()) {
                return matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3);
            }
        }
        return arn;
    }
}
