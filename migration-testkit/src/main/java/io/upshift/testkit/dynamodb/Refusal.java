package io.upshift.testkit.dynamodb;

import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Answers with an error instead of sending. */
record Refusal(Occasion occasion, Function<SdkRequest, AwsServiceException> error) implements ExecutionInterceptor {
    static final int BAD_REQUEST = 400;

    static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().errorCode(code).serviceName("DynamoDb").build();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (occasion.comes(attributes)) {
            throw error.apply(context.request());
        }
    }
}
