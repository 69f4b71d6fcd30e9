package io.upshift.dynamodb;

import io.upshift.MigrationException;
import io.upshift.StepException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What AWS and its SDK throw, in words with a next step. */
final class AwsErrors {
    private AwsErrors() {}

    /** A failure outside any step. */
    static MigrationException run(String what, SdkException e) {
        return MigrationException.failed(what, next(e), e);
    }

    /** A failure in a step; what already says what to do next is passed on. */
    static Exception step(Exception e) {
        Exception known = unwrapped(e);
        return known instanceof SdkException aws ? told(because(aws), next(aws), aws) : known;
    }

    /** A failure of code that can't be rolled back. */
    static Exception unfenced(Exception e) {
        Exception known = step(e);
        if (known instanceof StepException) {
            return known;
        }
        return told(
                known.getMessage() == null ? known.getClass().getName() : known.getMessage(),
                "correct the migration and run again: the calls that it had made stay made, and it is called again",
                known);
    }

    /** A checked exception that came through the session's client. */
    static Exception unwrapped(Exception e) {
        return e instanceof UndeclaredThrowableException && e.getCause() instanceof Exception cause ? cause : e;
    }

    static StepException told(String why, String next, @Nullable Throwable cause) {
        StepException told = new StepException(why, next);
        if (cause != null) {
            told.initCause(cause);
        }
        return told;
    }

    /** Empty when AWS didn't answer. */
    static String code(Throwable e) {
        AwsErrorDetails details = e instanceof AwsServiceException service ? service.awsErrorDetails() : null;
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    static boolean isInvalid(Throwable e) {
        return code(e).equals("ValidationException");
    }

    static String because(SdkException e) {
        AwsErrorDetails details = e instanceof AwsServiceException service ? service.awsErrorDetails() : null;
        String message = details == null || details.errorMessage() == null ? e.getMessage() : details.errorMessage();
        return String.valueOf(message).strip() + (code(e).isEmpty() ? "" : " (" + code(e) + ")");
    }

    private static String next(SdkException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof AwsServiceException) {
            return switch (code(e)) {
                case "AccessDeniedException" ->
                    "allow it in the policy of this role; docs/dynamodb.md has a minimal one";
                case "UnrecognizedClientException",
                        "InvalidSignatureException",
                        "ExpiredTokenException",
                        "ExpiredToken",
                        "InvalidClientTokenId",
                        "IncompleteSignatureException" ->
                    "give valid credentials: a role of the instance or task, or AWS_PROFILE, and check the clock";
                case "ResourceNotFoundException" -> "see who deleted it, and run again";
                case "LimitExceededException" -> "wait or have the account's limit raised, and run again";
                default -> "correct the migration and run again: what it had done is looked for first";
            };
        }
        if (message.contains("credentials")) {
            return "give credentials: a role of the instance or task, AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY";
        }
        if (message.contains("region")) {
            return "name the Region with --dynamodb-region, AWS_REGION or the client's builder";
        }
        return "check that DynamoDB can be reached from here, and run again";
    }

    static boolean isMissing(Throwable e) {
        return e instanceof ResourceNotFoundException;
    }
}
