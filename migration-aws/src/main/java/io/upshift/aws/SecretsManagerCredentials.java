package io.upshift.aws;

import io.upshift.Credentials;
import io.upshift.MigrationException;
import io.upshift.RotatingCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * A database's user and password from Secrets Manager, which may rotate them while a run lasts.
 *
 * <p>Read once and kept for 5 minutes unless set otherwise. When the database refuses a login, {@link #renew} asks again:
 * for the current version; if that is the one that was refused, for the pending one, which the database has as soon as
 * the rotation has set it; and at last for the previous one. Thread-safe; the client is never closed.
 */
public final class SecretsManagerCredentials implements RotatingCredentials {
    private static final String CURRENT = "AWSCURRENT";
    private static final List<String> STAGES = List.of(CURRENT, "AWSPENDING", "AWSPREVIOUS");

    private final SecretsManagerClient secrets;
    private final String secretId;
    private final Duration keep;
    private final InstantSource clock;
    private @Nullable DatabaseSecret known;
    private Instant readAt = Instant.EPOCH;

    private SecretsManagerCredentials(
            SecretsManagerClient secrets, String secretId, Duration keep, InstantSource clock) {
        this.secrets = secrets;
        this.secretId = secretId;
        this.keep = keep;
        this.clock = clock;
    }

    /** @param secretId the secret's name or ARN */
    public static SecretsManagerCredentials of(SecretsManagerClient secrets, String secretId) {
        return new SecretsManagerCredentials(secrets, secretId, Duration.ofMinutes(5), InstantSource.system());
    }

    /** A copy that asks again after this long. */
    public SecretsManagerCredentials keptFor(Duration keep) {
        return new SecretsManagerCredentials(secrets, secretId, keep, clock);
    }

    /** A copy with another time, for tests. */
    public SecretsManagerCredentials in(InstantSource clock) {
        return new SecretsManagerCredentials(secrets, secretId, keep, clock);
    }

    @Override
    public Credentials get() {
        return secret().credentials();
    }

    /**
     * The whole secret.
     *
     * @throws MigrationException when there is none, or it isn't a database's
     */
    public synchronized DatabaseSecret secret() {
        DatabaseSecret kept = known;
        if (kept == null || readAt.plus(keep).isBefore(clock.instant())) {
            kept = remember(read(CURRENT).orElseThrow(this::missing));
        }
        return kept;
    }

    @Override
    public synchronized Credentials renew(Credentials refused) {
        if (known != null && !known.credentials().equals(refused)) {
            // Another connection has met the same and asked before.
            return known.credentials();
        }
        for (String stage : STAGES) {
            Optional<DatabaseSecret> secret = read(stage);
            if (secret.isPresent() && !secret.get().credentials().equals(refused)) {
                return remember(secret.get()).credentials();
            }
        }
        return get();
    }

    private DatabaseSecret remember(DatabaseSecret secret) {
        known = secret;
        readAt = clock.instant();
        return secret;
    }

    private Optional<DatabaseSecret> read(String stage) {
        try {
            String text = Reads.read(() -> secrets.getSecretValue(
                            request -> request.secretId(secretId).versionStage(stage)))
                    .secretString();
            if (text == null) {
                throw MigrationException.usage(
                        "The secret " + secretId + " is binary", "name a secret that holds a database's credentials");
            }
            return Optional.of(DatabaseSecret.parse(secretId, text));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private MigrationException missing() {
        return MigrationException.usage(
                "There is no secret " + secretId + " with a version " + CURRENT + " in the client's Region",
                "correct its name or ARN, or the client's Region");
    }
}
