package io.upshift.testkit.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3's objects in memory, in buckets that a test makes. Thread-safe.
 *
 * <p>A conditional write is refused with 412 unless the object is the one that the condition names. Source: "Prevent object
 * overwrites with conditional writes" in the Amazon S3 User Guide.
 */
public final class FakeS3 implements S3Client {
    private final AwsFaults faults;
    private final Map<String, Map<String, Content>> buckets = new TreeMap<>();

    private record Content(SdkBytes bytes, String eTag) {}

    FakeS3(AwsFaults faults) {
        this.faults = faults;
    }

    /** Makes an empty bucket, or leaves the one that is there. */
    public synchronized void bucket(String name) {
        buckets.computeIfAbsent(name, made -> new TreeMap<>());
    }

    /** The objects of a bucket as texts, by their keys. */
    public synchronized Map<String, String> texts(String bucket) {
        Map<String, String> texts = new TreeMap<>();
        objects(bucket).forEach((key, content) -> texts.put(key, content.bytes.asUtf8String()));
        return texts;
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
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return faults.around("PutObject", () -> {
            Map<String, Content> objects = objects(request.bucket());
            Content there = objects.get(request.key());
            boolean clash = request.ifNoneMatch() != null && there != null;
            boolean changed = request.ifMatch() != null && (there == null || !there.eTag.equals(request.ifMatch()));
            if (clash || changed) {
                throw S3Exception.builder()
                        .message("At least one of the pre-conditions you specified did not hold")
                        .statusCode(412)
                        .awsErrorDetails(AwsFaults.details("PreconditionFailed", "a pre-condition did not hold"))
                        .build();
            }
            Content content = new Content(SdkBytes.fromByteArray(bytes(body)), "\"" + UUID.randomUUID() + "\"");
            objects.put(request.key(), content);
            return PutObjectResponse.builder().eTag(content.eTag).build();
        });
    }

    @Override
    public synchronized <T> T getObject(
            GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return faults.around("GetObject", () -> {
            Content content = objects(request.bucket()).get(request.key());
            if (content == null) {
                throw AwsFaults.error(NoSuchKeyException.builder(), "NoSuchKey", "The specified key does not exist.");
            }
            try {
                return transformer.transform(
                        GetObjectResponse.builder()
                                .eTag(content.eTag)
                                .contentLength((long) content.bytes.asByteArrayUnsafe().length)
                                .build(),
                        AbortableInputStream.create(content.bytes.asInputStream()));
            } catch (Exception e) {
                throw new IllegalStateException("The object can't be read", e);
            }
        });
    }

    private Map<String, Content> objects(String bucket) {
        Map<String, Content> objects = buckets.get(bucket);
        if (objects == null) {
            throw AwsFaults.error(
                    NoSuchBucketException.builder(), "NoSuchBucket", "The specified bucket does not exist");
        }
        return objects;
    }

    private static byte[] bytes(RequestBody body) {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
