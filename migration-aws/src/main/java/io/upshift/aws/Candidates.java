package io.upshift.aws;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** What there is instead of what was looked for, for an error's words. */
final class Candidates {
    private Candidates() {}

    static String of(Supplier<List<String>> list) {
        try {
            return "there are " + Reads.read(list);
        } catch (SdkException e) {
            return "what there is can't be listed (" + AwsErrors.words(e) + ")";
        }
    }
}
