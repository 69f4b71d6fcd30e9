package io.upshift.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object for each operation, written only when its entity tag is the one that was read. */
final class S3Journal implements OperationJournal {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    S3Journal(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public Optional<Page> read(String operation) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(key(operation)).build();
        try {
            ResponseBytes<GetObjectResponse> object =
                    Reads.read(() -> s3.getObject(request, ResponseTransformer.toBytes()));
            return Optional.of(new Page(object.asUtf8String(), object.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> write(String operation, String text, @Nullable String readVersion) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key(operation)).contentType("application/json");
        if (readVersion == null) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(readVersion);
        }
        try {
            return Optional.of(
                    s3.putObject(request.build(), RequestBody.fromString(text)).eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return written(operation, text);
            }
            throw e;
        }
    }

    @Override
    public String describe() {
        return "s3://" + bucket + "/" + prefix;
    }

    /** The SDK repeats a write whose reply was lost, and the repetition meets the first one's work. */
    private Optional<String> written(String operation, String text) {
        return read(operation).filter(page -> page.text().equals(text)).map(Page::version);
    }

    private String key(String operation) {
        return prefix + operation + ".json";
    }
}
