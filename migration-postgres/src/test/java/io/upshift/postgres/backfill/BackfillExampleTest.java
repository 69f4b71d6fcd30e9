package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Batches;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.RunWindow;
import io.upshift.Settings;
import io.upshift.postgres.PostgresHealth;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the documentation shows does what it says. */
class BackfillExampleTest {
    @Test
    void theDocumentedMigrationGoesThereAndBack() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            DataSource dataSource = database.dataSource();
            execute(
                    dataSource,
                    "create table shipping_details (id bigint primary key, address text not null, city text);"
                            + " insert into shipping_details select n, 'Street ' || n || ', Town ' || n % 9"
                            + " from generate_series(1, 2000) n");
            MigrationRunner<PostgresSession> runner = runner(dataSource);
            assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
            assertThat(text(dataSource, "select count(*) from shipping_details where city = 'Town ' || id % 9"))
                    .isEqualTo("2000");
            runner.revert(RevertTo.last(), plan -> true);
            assertThat(text(dataSource, "select count(city) from shipping_details")).isEqualTo("0");
        }
    }

    @Test
    void theDocumentedCodeChangesRows() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            DataSource dataSource = database.dataSource();
            execute(
                    dataSource,
                    "create table customers (id uuid primary key default gen_random_uuid(), phone text);"
                            + " insert into customers (phone) select '(030) 12-' || n from generate_series(1, 500) n");
            Batches<PostgresSession> work = phones();
            Counters.builder(dataSource)
                    .add(new Counters.Data(1, work, work))
                    .build()
                    .migrate();
            assertThat(text(dataSource, "select count(*) from customers where phone ~ '^\\d+$'"))
                    .isEqualTo("500");
        }
    }

    private static MigrationRunner<PostgresSession> runner(DataSource dataSource) {
        return MigrationRunner.on(PostgresTarget.of(dataSource)
                        .health(PostgresHealth.defaults().replicaLag(Duration.ofSeconds(5))))
                .service("orders", "1.4.0")
                .add(new FillShippingCity1709123456795())
                .throttle(RunWindow.of("* * * * *", ZoneId.of("Europe/Berlin")).forBatches())
                .settings(Settings.defaults().batchWorkers(2))
                .build();
    }

    private static Batches<PostgresSession> phones() {
        return Backfill.table("customers")
                .where("phone is not null")
                .rows(rows -> rows.forEach(row -> row.set(
                        row.field("phone", String.class),
                        row.get("phone", String.class).replaceAll("\\D", ""))));
    }
}
