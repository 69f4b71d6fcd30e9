package io.upshift.testkit.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/**
 * Point-in-time recovery, on-demand backups and tags, which DynamoDB Local refuses as unknown: their states are kept
 * here, and change at once.
 *
 * <p>A backup holds no data and can't be restored. Thread-safe; clients that share it see the same states.
 */
public final class CloudFeatures implements ExecutionInterceptor {
    private static final ExecutionAttribute<String> ANSWER = new ExecutionAttribute<>("UpshiftAnswer");

    private final Map<String, Integer> recoverable = new ConcurrentHashMap<>();
    private final Map<String, String> backups = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    /** Without backups, without tags, and without recovery. */
    public CloudFeatures() {}

    /** The names of the backups, by their ARNs. */
    public Map<String, String> backups() {
        return new TreeMap<>(backups);
    }

    /** The tags of a resource. */
    public Map<String, String> tags(String arn) {
        return new TreeMap<>(tags.getOrDefault(arn, Map.of()));
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String answer = answer(context.request());
        attributes.putAttribute(ANSWER, answer);
        return answer == null
                ? context.httpResponse()
                : context.httpResponse().toBuilder()
                        .statusCode(200)
                        .removeHeader("x-amz-crc32")
                        .putHeader("Content-Length", Integer.toString(bytes(answer).length))
                        .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String answer = attributes.getAttribute(ANSWER);
        return answer == null ? context.responseBody() : Optional.of(new ByteArrayInputStream(bytes(answer)));
    }

    private @Nullable String answer(SdkRequest request) {
        if (request instanceof UpdateContinuousBackupsRequest update) {
            return recovery(update);
        } else if (request instanceof DescribeContinuousBackupsRequest describe) {
            return continuousBackups(describe.tableName());
        } else if (request instanceof CreateBackupRequest create) {
            return backup(create);
        } else if (request instanceof DescribeBackupRequest describe) {
            return "{\"BackupDescription\":{\"BackupDetails\":"
                    + details(describe.backupArn(), backups.getOrDefault(describe.backupArn(), "")) + "}}";
        } else if (request instanceof TagResourceRequest tag) {
            tag.tags().forEach(one -> of(tag.resourceArn()).put(one.key(), one.value()));
            return "{}";
        } else if (request instanceof UntagResourceRequest untag) {
            untag.tagKeys().forEach(of(untag.resourceArn())::remove);
            return "{}";
        } else if (request instanceof ListTagsOfResourceRequest list) {
            return "{\"Tags\":["
                    + tags(list.resourceArn()).entrySet().stream()
                            .map(tag -> "{\"Key\":\"" + tag.getKey() + "\",\"Value\":\"" + tag.getValue() + "\"}")
                            .collect(Collectors.joining(","))
                    + "]}";
        }
        return null;
    }

    private Map<String, String> of(String arn) {
        return tags.computeIfAbsent(arn, any -> new ConcurrentHashMap<>());
    }

    private String recovery(UpdateContinuousBackupsRequest update) {
        PointInTimeRecoverySpecification wanted = update.pointInTimeRecoverySpecification();
        if (Boolean.TRUE.equals(wanted.pointInTimeRecoveryEnabled())) {
            Integer days = wanted.recoveryPeriodInDays();
            recoverable.put(update.tableName(), days == null ? 35 : days);
        } else {
            recoverable.remove(update.tableName());
        }
        return continuousBackups(update.tableName());
    }

    private String continuousBackups(String table) {
        Integer days = recoverable.get(table);
        String recovery = days == null
                ? "{\"PointInTimeRecoveryStatus\":\"DISABLED\"}"
                : "{\"PointInTimeRecoveryStatus\":\"ENABLED\",\"RecoveryPeriodInDays\":" + days + "}";
        return "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                + "\"PointInTimeRecoveryDescription\":" + recovery + "}}";
    }

    private String backup(CreateBackupRequest create) {
        String arn = String.format(
                Locale.ROOT,
                "arn:aws:dynamodb:us-east-1:000000000000:table/%s/backup/%08d",
                create.tableName(),
                backups.size() + 1);
        backups.put(arn, create.backupName());
        return "{\"BackupDetails\":" + details(arn, create.backupName()) + "}";
    }

    private static String details(String arn, String name) {
        return "{\"BackupArn\":\"" + arn + "\",\"BackupName\":\"" + name
                + "\",\"BackupStatus\":\"AVAILABLE\",\"BackupType\":\"USER\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
