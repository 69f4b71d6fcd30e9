package io.upshift.testkit.dynamodb;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Ends the process after a call. */
final class Kill implements ExecutionInterceptor {
    private final Occasion occasion;
    private volatile boolean dead;

    Kill(Occasion occasion) {
        this.occasion = occasion;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (dead) {
            throw killed(attributes);
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (occasion.comes(attributes)) {
            dead = true;
            throw killed(attributes);
        }
    }

    private static Killed killed(ExecutionAttributes attributes) {
        return new Killed(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
    }
}
