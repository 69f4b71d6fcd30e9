package io.upshift.testkit.aws;

import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What tells one kind of RDS resource from another.
 *
 * @param parameter of a request that names one
 * @param longest name, in characters
 * @param shown a resource as it is listed in a status
 * @param missing what is said of a name that nothing has
 * @param taken what is said of a name that something has
 * @param busy what is said of one that isn't in the status that is needed
 */
record RdsKind<T>(
        String parameter,
        int longest,
        Shown<T> shown,
        Function<String, AwsServiceException> missing,
        Function<String, AwsServiceException> taken,
        Function<String, AwsServiceException> busy) {

    /** Puts status and progress into a resource. */
    @FunctionalInterface
    interface Shown<T> {
        T in(T resource, String status, int percent);
    }

    String name(String wanted) {
        return RdsRules.name(parameter, wanted, longest);
    }
}
