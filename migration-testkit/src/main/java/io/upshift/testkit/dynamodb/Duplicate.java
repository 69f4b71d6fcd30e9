package io.upshift.testkit.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Sends a write once more, later and beside whatever goes on by then; nobody hears how it ended. */
record Duplicate(Occasion occasion, DynamoDbClient way, Duration latest) implements ExecutionInterceptor {
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (!occasion.comes(attributes)) {
            return;
        }
        SdkRequest request = context.request();
        Executor later =
                CompletableFuture.delayedExecutor((long) (Math.random() * latest.toMillis()), TimeUnit.MILLISECONDS);
        later.execute(() -> send(request));
    }

    private void send(SdkRequest request) {
        try {
            if (request instanceof UpdateItemRequest update) {
                way.updateItem(update);
            } else if (request instanceof PutItemRequest put) {
                way.putItem(put);
            } else if (request instanceof DeleteItemRequest delete) {
                way.deleteItem(delete);
            } else if (request instanceof BatchWriteItemRequest batch) {
                way.batchWriteItem(batch);
            } else if (request instanceof TransactWriteItemsRequest transaction) {
                way.transactWriteItems(transaction);
            }
        } catch (SdkException | IllegalStateException e) {
            return; // refused by its condition, as it should be, or the test is over
        }
    }
}
