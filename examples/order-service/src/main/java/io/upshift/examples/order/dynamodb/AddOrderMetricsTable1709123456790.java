package io.upshift.examples.order.dynamodb;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.TableDefinition;
import io.upshift.dynamodb.Tables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Counts of what happened to orders, by metric and time. */
public final class AddOrderMetricsTable1709123456790 implements OnlineMigration<DynamoDbSession> {

    @Override
    public List<Step<DynamoDbSession>> steps() {
        return List.of(Tables.create(TableDefinition.of("order_metrics")
                .partitionKey("metricKey", ScalarAttributeType.S)
                .sortKey("timestamp", ScalarAttributeType.N)));
    }

    @Override
    public String revision() {
        return "1";
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Creates the table of order metrics")
                .version("1.1.0")
                .author("Ana Silva")
                .date(LocalDate.of(2024, 2, 28))
                .owner("order-team")
                .estimatedDuration(Duration.ofSeconds(30))
                .impactedTables("order_metrics");
    }
}
