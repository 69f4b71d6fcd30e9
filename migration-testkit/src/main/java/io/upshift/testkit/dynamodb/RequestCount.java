package io.upshift.testkit.dynamodb;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts what clients send, each attempt for itself. Thread-safe. */
public final class RequestCount implements ExecutionInterceptor {
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    /** A count from zero. */
    public RequestCount() {}

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.merge(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)), 1, Integer::sum);
    }

    /** How often each operation was sent, by its name in the service's API. */
    public Map<String, Integer> byOperation() {
        return new TreeMap<>(sent);
    }

    /** How much was sent in all. */
    public int total() {
        return sent.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Starts at zero again. */
    public void reset() {
        sent.clear();
    }
}
