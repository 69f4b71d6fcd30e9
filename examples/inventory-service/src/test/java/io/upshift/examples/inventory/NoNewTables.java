package io.upshift.examples.inventory;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A role that may not make one table. */
record NoNewTables(String table) implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof CreateTableRequest create
                && create.tableName().equals(table)) {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .message("not authorized to perform dynamodb:CreateTable")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .errorMessage("not authorized to perform dynamodb:CreateTable")
                            .build())
                    .build();
        }
    }
}
