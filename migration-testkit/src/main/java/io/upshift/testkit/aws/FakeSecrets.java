package io.upshift.testkit.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;

/**
 * Secrets Manager in memory: secrets with their versions and stages. Thread-safe.
 *
 * <p>Source: "Rotation function" in the AWS Secrets Manager User Guide: a new version is staged {@code AWSPENDING},
 * tested, and becomes {@code AWSCURRENT} at the end, when the one before becomes {@code AWSPREVIOUS}.
 */
public final class FakeSecrets implements SecretsManagerClient {
    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";
    private static final String PREVIOUS = "AWSPREVIOUS";

    private final VirtualClock clock;
    private final AwsFaults faults;
    private final Map<String, Map<String, String>> stages = new TreeMap<>();

    FakeSecrets(VirtualClock clock, AwsFaults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    /** Begins a rotation: the new value is there, and not yet the current one. */
    public synchronized void pending(String name, String value) {
        secret(name).put(PENDING, value);
    }

    /** Ends a rotation. */
    public synchronized void finish(String name) {
        Map<String, String> secret = secret(name);
        String pending = secret.remove(PENDING);
        if (pending == null) {
            throw new IllegalStateException(name + " isn't being rotated");
        }
        secret.put(PREVIOUS, secret.get(CURRENT));
        secret.put(CURRENT, pending);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    @Override
    public synchronized CreateSecretResponse createSecret(CreateSecretRequest request) {
        return faults.around("CreateSecret", () -> {
            if (stages.containsKey(request.name())) {
                throw AwsFaults.error(
                        ResourceExistsException.builder(),
                        "ResourceExistsException",
                        "The secret " + request.name() + " already exists.");
            }
            stages.put(request.name(), new HashMap<>(Map.of(CURRENT, request.secretString())));
            return CreateSecretResponse.builder()
                    .name(request.name())
                    .arn(arn(request.name()))
                    .build();
        });
    }

    @Override
    public synchronized GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        return faults.around("GetSecretValue", () -> {
            String stage = request.versionStage() == null ? CURRENT : request.versionStage();
            String value = secret(request.secretId()).get(stage);
            if (value == null) {
                throw notFound();
            }
            return GetSecretValueResponse.builder()
                    .name(request.secretId())
                    .arn(arn(request.secretId()))
                    .secretString(value)
                    .versionStages(stage)
                    .createdDate(clock.instant())
                    .build();
        });
    }

    @Override
    public synchronized RotateSecretResponse rotateSecret(RotateSecretRequest request) {
        return faults.around("RotateSecret", () -> {
            secret(request.secretId());
            return RotateSecretResponse.builder()
                    .name(request.secretId())
                    .versionId(UUID.nameUUIDFromBytes(new byte[0]).toString())
                    .build();
        });
    }

    private Map<String, String> secret(@Nullable String id) {
        for (Map.Entry<String, Map<String, String>> secret : stages.entrySet()) {
            if (secret.getKey().equals(id) || arn(secret.getKey()).equals(id)) {
                return secret.getValue();
            }
        }
        throw notFound();
    }

    private static RuntimeException notFound() {
        return AwsFaults.error(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret.");
    }

    private static String arn(String name) {
        return FakeAws.arn("secretsmanager", "secret:" + name + "-AbCdEf");
    }
}
