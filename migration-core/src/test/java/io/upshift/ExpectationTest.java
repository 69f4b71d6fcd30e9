package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a service expects of a store with these tables. */
class ExpectationTest {
    private static final SchemaObject ORDERS = new SchemaObject("partitioned table", "shop.orders", "shop.orders", "");
    private static final SchemaObject TAGS = new SchemaObject("column", "shop.orders.tags", "shop.orders", "text[]");
    private static final SchemaObject INDEX =
            new SchemaObject("index", "shop.orders_tags", "shop.orders", "using \"gin\"");
    private static final Schema SCHEMA = new Schema("memory 1", "shop", List.of(ORDERS, TAGS, INDEX));

    @Test
    void whatIsThereIsMetWithOrWithoutItsNamespace() {
        assertThat(on(SCHEMA)
                        .tables("orders", "shop.orders")
                        .columns("orders", "tags")
                        .index("orders_tags")
                        .has("column", "orders.tags", "text[]")
                        .unmet())
                .isEmpty();
    }

    @Test
    void whatIsMissingOrElseIsNamedWithWhatIsThere() {
        assertThat(on(SCHEMA)
                        .tables("order_lines")
                        .columns("orders", "total")
                        .index("orders_total")
                        .has("column", "orders.tags", "jsonb")
                        .unmet())
                .containsExactly(
                        "memory has no table order_lines (it has orders)",
                        "memory has no column orders.total (it has orders.tags)",
                        "memory has no index orders_total (it has orders_tags)",
                        "memory has the column shop.orders.tags: text[], and not jsonb");
    }

    @Test
    void aRunThatChangesSomethingIsFollowedByALookAtIt() {
        InMemoryTarget target = new InMemoryTarget();
        MigrationRunner<InMemorySession> runner = MigrationRunner.on(target)
                .service("orders", "1")
                .settings(Settings.defaults())
                .add(Changes.adding("1-a"))
                .verification(ExpectedSchema.on(target).has("line", "a"))
                .verification(ExpectedSchema.on(target).has("line", "b"))
                .build();

        assertThat(runner.unmetExpectations()).hasSize(2);
        assertThatThrownBy(runner::migrate).hasMessageContaining("memory has no line b (it has a)");
        assertThat(runner.unmetExpectations()).containsExactly("memory has no line b (it has a)");
    }

    @Test
    void whatIsExpectedNeedNotHoldWhenAServiceGoesBack() {
        InMemoryTarget target = new InMemoryTarget();
        MigrationRunner<InMemorySession> runner = MigrationRunner.on(target)
                .service("orders", "1")
                .settings(Settings.defaults())
                .add(Changes.adding("1-a"))
                .verification(ExpectedSchema.on(target).has("line", "a"))
                .build();
        runner.migrate();

        assertThat(runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(runner.unmetExpectations()).hasSize(1);
    }

    @Test
    void countsMayDifferByTheirTolerance() throws Exception {
        ExpectedCounts counts = ExpectedCounts.of("orders", () -> 10L, "histories", () -> 8L);

        assertThat(counts.unmet()).containsExactly("there are 10 orders and 8 histories");
        assertThat(counts.within(1).unmet())
                .containsExactly("there are 10 orders and 8 histories, which may differ by 1");
        assertThat(counts.within(2).unmet()).isEmpty();
        assertThatThrownBy(() -> counts.within(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeCountedDoesNotHold() {
        MigrationRunner<InMemorySession> runner = MigrationRunner.on(new InMemoryTarget())
                .service("orders", "1")
                .settings(Settings.defaults())
                .verification(ExpectedCounts.of(
                        "orders",
                        () -> {
                            throw new IllegalStateException("the table is gone");
                        },
                        "histories",
                        () -> 8L))
                .build();

        assertThat(runner.unmetExpectations())
                .containsExactly("an expectation could not be looked at: the table is gone");
    }

    @Test
    void aSnapshotReadsBackAsItWasWrittenAndIsWrittenTheSameAgain() {
        SchemaSnapshot snapshot = snapshot(SCHEMA);

        SchemaSnapshot read = SchemaSnapshot.fromJson(snapshot.toJson());

        assertThat(read).isEqualTo(snapshot);
        assertThat(read.toJson()).isEqualTo(snapshot.toJson());
        assertThat(read.differencesFrom(snapshot)).isEmpty();
        assertThat(snapshot.toJson().lines().filter(line -> line.contains("\"kind\"")))
                .hasSize(3);
    }

    @Test
    void driftNamesEveryDifferenceWithItsStore() {
        SchemaObject total = new SchemaObject("column", "shop.orders.total", "shop.orders", "bigint");
        SchemaObject wide = new SchemaObject("column", "shop.orders.tags", "shop.orders", "jsonb");
        SchemaSnapshot now = snapshot(new Schema("memory 2", "shop", List.of(ORDERS, wide, total)));

        assertThat(now.differencesFrom(snapshot(SCHEMA)))
                .containsExactly(
                        "memory: - index shop.orders_tags: using \"gin\"",
                        "memory: + column shop.orders.total: bigint",
                        "memory: ~ column shop.orders.tags: text[] → jsonb",
                        "memory: the definitions were worded by memory 1 and are by memory 2");
        assertThat(now.differencesFrom(new SchemaSnapshot(new TreeMap<>(Map.of("other", SCHEMA)))))
                .containsExactly("memory: + the whole store", "other: - the whole store");
    }

    @Test
    void aFileThatIsNoSnapshotIsRefused() {
        for (String text :
                List.of("", "[]", "{\"format\": 2}", "{\"format\": 1, \"stores\": [{}]}", "{\"format\": 1")) {
            assertThatThrownBy(() -> SchemaSnapshot.fromJson(text))
                    .as(text)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("The schema snapshot can't be read");
        }
    }

    private static SchemaSnapshot snapshot(Schema schema) {
        return new SchemaSnapshot(new TreeMap<>(Map.of("memory", schema)));
    }

    private static ExpectedSchema on(Schema schema) {
        return ExpectedSchema.on(new Holding(schema));
    }

    /** A store of which nothing but its schema is asked. */
    private record Holding(Schema schema) implements Inspectable<InMemorySession> {
        @Override
        public TargetConnection<InMemorySession> connect(Service service) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Step<InMemorySession> scripted(String origin, String script) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String describe() {
            return "memory";
        }

        @Override
        public Schema inspect() {
            return schema;
        }
    }
}
