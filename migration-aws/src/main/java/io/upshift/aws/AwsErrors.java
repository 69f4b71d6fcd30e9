package io.upshift.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an error of the SDK means for the question of trying again. */
final class AwsErrors {
    private static final int SERVER = 500;
    private static final Set<String> THROTTLING =
            Set.of("Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded");

    private AwsErrors() {}

    /** The call was refused for coming too often: nothing was done. */
    static boolean isThrottled(Throwable e) {
        return e instanceof AwsServiceException service
                && (service.isThrottlingException() || THROTTLING.contains(code(service)));
    }

    /** The call may have been carried out, or not. */
    static boolean isUnknown(Throwable e) {
        if (e instanceof AwsServiceException service) {
            return service.statusCode() >= SERVER;
        }
        return e instanceof SdkClientException
                || e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException;
    }

    /** The service's name of the error; empty when it gave none. */
    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    /** What was wrong, in the service's words without the request's id. */
    static String words(RuntimeException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return code(service) + ": " + service.awsErrorDetails().errorMessage();
        }
        return String.valueOf(e.getMessage());
    }
}
