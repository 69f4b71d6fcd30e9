package io.upshift.testkit.dynamodb;

import java.net.SocketTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Throws the reply away. */
record LostReply(Occasion occasion) implements ExecutionInterceptor {
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (occasion.comes(attributes)) {
            throw SdkClientException.create(
                    "Unable to execute HTTP request: Read timed out", new SocketTimeoutException("Read timed out"));
        }
    }
}
