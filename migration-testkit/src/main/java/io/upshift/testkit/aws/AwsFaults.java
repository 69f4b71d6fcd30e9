package io.upshift.testkit.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What goes wrong in a {@link FakeAws}, and the record of every call.
 *
 * <p>Operations go by their names in the service's API, such as {@code CreateDBSnapshot}. Thread-safe.
 */
public final class AwsFaults {
    private static final int BAD_REQUEST = 400;

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Integer> throttled = new HashMap<>();
    private final Map<String, Integer> lost = new HashMap<>();
    private final Map<String, RuntimeException> refused = new HashMap<>();
    private int killAfter;
    private int loseAfter;
    private boolean expired;

    AwsFaults() {}

    /** The process is gone; no {@code catch (Exception e)} sees it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String call, int number) {
            super("killed after call " + number + ", " + call);
        }
    }

    /** Refuses an operation this many times for calling too often; nothing is done by those calls. */
    public synchronized void throttle(String operation, int times) {
        throttled.put(operation, times);
    }

    /** Does an operation and then loses its reply this many times, as when a connection breaks. */
    public synchronized void loseReply(String operation, int times) {
        lost.put(operation, times);
    }

    /** Refuses an operation from now on, with the same error each time. */
    public synchronized void refuse(String operation, RuntimeException error) {
        refused.put(operation, error);
    }

    /** Refuses an operation from now on for want of a permission. */
    public void deny(String operation) {
        refuse(operation, error("AccessDenied", "not authorized to perform: " + operation, 403));
    }

    /** Refuses everything from now on, as when a session's token has expired. */
    public synchronized void expireToken() {
        expired = true;
    }

    /** Ends the process after this many more calls have been done; 0 for never. */
    public synchronized void killAfter(int more) {
        killAfter = more == 0 ? 0 : calls.size() + more;
    }

    /** Loses the reply of the call after this many more have been done, once; 0 for never. */
    public synchronized void loseReplyAfter(int more) {
        loseAfter = more == 0 ? 0 : calls.size() + more;
    }

    /** Takes back every fault; the record of calls stays. */
    public synchronized void clear() {
        throttled.clear();
        lost.clear();
        refused.clear();
        killAfter = 0;
        loseAfter = 0;
        expired = false;
    }

    /** Every call so far by its operation, refused ones included. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** How often an operation was called. */
    public synchronized int calls(String operation) {
        return (int) calls.stream().filter(operation::equals).count();
    }

    synchronized <T> T around(String operation, Supplier<T> work) {
        calls.add(operation);
        if (expired) {
            throw error("ExpiredToken", "The security token included in the request is expired", 403);
        }
        if (isDue(throttled, operation)) {
            throw error("Throttling", "Rate exceeded", BAD_REQUEST);
        }
        RuntimeException error = refused.get(operation);
        if (error != null) {
            throw error;
        }
        T answer;
        try {
            answer = work.get();
        } finally {
            killWhenDue(operation);
        }
        if (isDue(lost, operation) || calls.size() == loseAfter) {
            throw SdkClientException.create("Unable to execute HTTP request: Read timed out");
        }
        return answer;
    }

    /** Whether the call went well or was refused. */
    private void killWhenDue(String operation) {
        if (calls.size() == killAfter) {
            throw new Killed(operation, calls.size());
        }
    }

    private static boolean isDue(Map<String, Integer> faults, String operation) {
        int left = faults.getOrDefault(operation, 0);
        faults.put(operation, left - 1);
        return left > 0;
    }

    private static AwsServiceException error(String code, String message, int status) {
        return AwsServiceException.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(details(code, message))
                .build();
    }

    /** What the SDK reads from an error's body. */
    static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("fake")
                .build();
    }

    /** An error as the SDK would throw it. */
    static <B extends AwsServiceException.Builder> AwsServiceException error(B builder, String code, String message) {
        return builder.message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details(code, message))
                .build();
    }
}
