package io.upshift.testkit.dynamodb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** A table takes a while to change, and refuses another change meanwhile. */
final class TransientStates implements ExecutionInterceptor {
    private final int describes;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    TransientStates(int describes) {
        this.describes = describes;
    }

    private record State(TableStatus status, int left) {}

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof UpdateTableRequest update && states.containsKey(update.tableName())) {
            throw ResourceInUseException.builder()
                    .message("Table is being updated: " + update.tableName())
                    .awsErrorDetails(Refusal.details("ResourceInUseException"))
                    .statusCode(Refusal.BAD_REQUEST)
                    .build();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof CreateTableRequest create) {
            states.put(create.tableName(), new State(TableStatus.CREATING, describes));
        } else if (request instanceof UpdateTableRequest update) {
            states.put(update.tableName(), new State(TableStatus.UPDATING, describes));
        }
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.request() instanceof DescribeTableRequest request
                && context.response() instanceof DescribeTableResponse response) {
            State state = states.get(request.tableName());
            if (state != null) {
                states.computeIfPresent(
                        request.tableName(),
                        (table, now) -> now.left() <= 1 ? null : new State(now.status(), now.left() - 1));
                return response.toBuilder()
                        .table(response.table().toBuilder()
                                .tableStatus(state.status())
                                .build())
                        .build();
            }
        }
        return context.response();
    }
}
