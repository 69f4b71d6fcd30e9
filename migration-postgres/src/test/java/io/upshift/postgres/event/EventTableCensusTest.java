package io.upshift.postgres.event;

import static io.upshift.postgres.event.Stock.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class EventTableCensusTest {
    @Test
    void everyVersionIsCounted() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection()) {
            EventRegistry<?> registry = Stock.registry().build();
            Stock.create(database.dataSource(), 30);
            execute(
                    database.dataSource(),
                    "update stock_events set schema_version = 3 where schema_version = 2;"
                            + " update stock_events set schema_version = null where type = 'StockAdjusted' and id < 9");

            EventCensus census = Stock.EVENTS.census(connection, registry);
            assertThat(census.toText(registry)).isEqualTo("""
                90 events, all counted
                ItemCreated v1                                     10
                ItemCreated v2                                      0
                ItemCreated v3                                     20
                StockAdjusted v1                                   60
                """);
            assertThat(census.deletable(registry)).as("v1 leads through v2").isEmpty();

            execute(
                    database.dataSource(),
                    "update stock_events set schema_version = 3 where schema_version = 1 and type = 'ItemCreated';"
                            + " update stock_events set schema_version = -4 where id = 5");
            assertThat(Stock.EVENTS.census(connection, registry))
                    .satisfies(later -> assertThat(later.unreadable()).isEqualTo(1))
                    .satisfies(later -> assertThat(later.deletable(registry)).isEmpty());
            execute(database.dataSource(), "update stock_events set schema_version = 1 where id = 5");
            assertThat(Stock.EVENTS.census(connection, registry).deletable(registry))
                    .containsExactly(Stock.V1, Stock.V1.next());
        }
    }

    @Test
    void aSampleOfPagesSaysHowFarItMayBeOff() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection()) {
            EventRegistry<?> registry = Stock.registry().build();
            Stock.create(database.dataSource(), 0);
            execute(
                    database.dataSource(),
                    "insert into stock_events (stream_id, position, type, schema_version, payload) select 'item-' ||"
                            + " n, 1, 'ItemCreated', case when n <= 6000 then 1 else 3 end, '{}' from generate_series(1,"
                            + " 20000) n");

            EventCensus sample = Stock.EVENTS.sample(connection, registry, 25);

            assertThat(sample.isExact()).isFalse();
            assertThat(sample.draws()).as("pages").isBetween(20L, 200L).isLessThan(sample.sample() / 20);
            assertThat(sample.count(Stock.V1).low()).isLessThanOrEqualTo(6000 * 2);
            var count = sample.count(Stock.V1);
            assertThat((double) (count.high() - count.low()) / sample.population())
                    .as("as wide as so few pages make it, whatever stands on them")
                    .isGreaterThan(0.1);
            assertThat(sample.count(Stock.V1.next()).high())
                    .as("nothing found is not nothing there")
                    .isPositive();
            assertThat(sample.deletable(registry)).isEmpty();
            assertThatThrownBy(() -> Stock.EVENTS.sample(connection, registry, 0))
                    .hasMessageContaining("more than 0");
            assertThat(Stock.EVENTS.sample(connection, registry, 100).isExact()).isTrue();
            assertThat(Stock.EVENTS
                            .census(connection, registry)
                            .count(EventSchema.of("StockAdjusted", 1))
                            .counted())
                    .isZero();
        }
    }
}
