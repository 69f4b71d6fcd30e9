package io.upshift.aws;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where an operation over several AWS resources writes down each step before and after it: never the store that it
 * operates on, which a restore would take back in time.
 *
 * <p>One text for each operation, written whole, and only when it is as it was read: of two processes that carry out the
 * same operation, the later one is refused. Thread-safe.
 */
public interface OperationJournal {

    /**
     * What was written last.
     *
     * @param version changes with each write
     */
    record Page(String text, String version) {}

    /**
     * @param operation letters, digits, hyphens, dots and slashes
     * @return empty when the operation was never begun
     */
    Optional<Page> read(String operation);

    /**
     * Writes the whole text.
     *
     * @param readVersion of the page that it follows; null when there was none
     * @return the new version; empty when the page is another by now, and nothing was written
     */
    Optional<String> write(String operation, String text, @Nullable String readVersion);

    /** Where it is, in a few words, for messages. */
    String describe();

    /** Files in a folder that is made when it is needed; the folder has to be there for the retry as well. */
    static OperationJournal files(Path folder) {
        return new FileJournal(folder);
    }

    /**
     * Objects in a bucket, with conditional writes: for jobs whose disk doesn't outlive them.
     *
     * <p>Needs {@code software.amazon.awssdk:s3} on the class path. Source: "Prevent object overwrites with conditional
     * writes" in the Amazon S3 User Guide.
     *
     * @param prefix of the keys, such as {@code upshift/}; may be empty
     */
    static OperationJournal s3(S3Client s3, String bucket, String prefix) {
        return new S3Journal(s3, bucket, prefix);
    }
}
