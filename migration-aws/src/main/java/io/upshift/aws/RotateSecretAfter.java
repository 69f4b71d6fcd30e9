package io.upshift.aws;

import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.RunListener;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Has Secrets Manager rotate a secret after a run that applied something critical, such as a change of roles.
 *
 * <p>The secret's rotation must have been set up. Asked for at once and not waited for; with the run's id as token, so
 * that a repeated call begins no second rotation. A call that fails is logged, and the run has still succeeded.
 * Thread-safe; the client is never closed.
 */
public final class RotateSecretAfter implements RunListener {
    private final SecretsManagerClient secrets;
    private final String secretId;
    private final Predicate<Report.Result> critical;
    private final FailOpen asking;

    private RotateSecretAfter(SecretsManagerClient secrets, String secretId, Predicate<Report.Result> critical) {
        this.secrets = secrets;
        this.secretId = secretId;
        this.critical = critical;
        this.asking = new FailOpen("The rotation of " + secretId + " after a critical migration");
    }

    /** @param critical which migrations call for it */
    public static RotateSecretAfter of(
            SecretsManagerClient secrets, String secretId, Predicate<Report.Result> critical) {
        return new RotateSecretAfter(secrets, secretId, critical);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunFinished finished
                && finished.report() instanceof Report.Completed completed
                && completed.results().stream().anyMatch(critical)) {
            asking.begin();
            asking.attempt(() -> secrets.rotateSecret(request -> request.secretId(secretId)
                    .clientRequestToken(finished.run().id())
                    .rotateImmediately(true)
                    .overrideConfiguration(FailOpen.SHORTLY)));
        }
    }

    @Override
    public List<RemoteCall> calls() {
        String resource =
                secretId.startsWith("arn:") ? secretId : "arn:aws:secretsmanager:*:*:secret:" + secretId + "-*";
        return List.of(new RemoteCall(
                "secretsmanager:RotateSecret", resource, "rotates the password after a critical migration"));
    }
}
