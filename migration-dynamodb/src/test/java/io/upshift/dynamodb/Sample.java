package io.upshift.dynamodb;

import io.upshift.Action;
import io.upshift.Change;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.Settings;
import io.upshift.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Migrations and runners that the tests share. */
final class Sample {
    static final String TRACKING = "sample_dynamodb_migrations";
    static final String COUNTS = "counts";

    private Sample() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client, Change<DynamoDbSession>... changes) {
        return runner(target(client), List.of(changes));
    }

    static MigrationRunner<DynamoDbSession> runner(DynamoDbTarget target, List<Change<DynamoDbSession>> changes) {
        MigrationRunner.Builder<DynamoDbSession> builder = MigrationRunner.on(target)
                .service("sample", "1.0.0")
                .settings(Settings.defaults().lockWait(Duration.ofSeconds(30)));
        changes.forEach(builder::add);
        return builder.build();
    }

    static DynamoDbTarget target(DynamoDbClient client) {
        return DynamoDbTarget.of(client)
                .settings(DynamoDbSettings.defaults()
                        .lease(Duration.ofSeconds(10))
                        .tableWait(Duration.ofSeconds(20)));
    }

    /** Makes the table that {@link #count} writes to. */
    static Change<DynamoDbSession> counts() {
        return new Steps(
                1,
                List.of(Tables.create(
                        TableDefinition.of(COUNTS).partitionKey("id", ScalarAttributeType.S),
                        Deletion.WITHOUT_BACKUP)));
    }

    /** Counts how often it ran: not idempotent by itself, and committed with its entry. */
    static Change<DynamoDbSession> count(int version) {
        return new Code(
                version,
                session -> session.write(increment(version, 1)),
                session -> session.write(increment(version, -1)));
    }

    static TransactWriteItem increment(int id, int by) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(COUNTS)
                        .key(Map.of("id", AttributeValue.fromS(Integer.toString(id))))
                        .updateExpression("add ran :by")
                        .expressionAttributeValues(Map.of(":by", AttributeValue.fromN(Integer.toString(by)))))
                .build();
    }

    /** Ten: the table, and nine that count. */
    static List<Change<DynamoDbSession>> ten() {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(version -> version == 1 ? counts() : count(version))
                .toList();
    }

    /** How often a migration ran and stayed. */
    static long ran(DynamoDbClient client, int version) {
        Map<String, AttributeValue> item = client.getItem(request -> request.tableName(COUNTS)
                        .consistentRead(true)
                        .key(Map.of("id", AttributeValue.fromS(Integer.toString(version)))))
                .item();
        return Items.number(item, "ran");
    }

    /** A change as one piece of code. */
    record Code(
            int version,
            Action<DynamoDbSession> forth,
            @Nullable Action<DynamoDbSession> back) implements Migration<DynamoDbSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "code");
        }

        @Override
        public void up(DynamoDbSession session) throws Exception {
            forth.run(session);
        }

        @Override
        public void down(DynamoDbSession session) throws Exception {
            if (back != null) {
                back.run(session);
            }
        }
    }

    /** A change as a list of steps. */
    record Steps(int version, List<Step<DynamoDbSession>> steps) implements OnlineMigration<DynamoDbSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "steps");
        }
    }
}
