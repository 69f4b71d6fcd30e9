package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.Child;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Old and new code write at once, from before the expand until after the contract, and nothing of it is lost. */
class RenameUnderLoadTest {
    private static final Logger log = LoggerFactory.getLogger(RenameUnderLoadTest.class);
    private static final TableChange CHANGE = TableChange.renameColumn("people", "name", "label");

    private static final String DIFFERENCES = "select count(*) from people where name is distinct from label";

    private final Database database = PostgresServer.shared().freshDatabase();
    private final long seed = ThreadLocalRandom.current().nextLong();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aRowThatMovesPastTheEndOfTheBackfillIsFilledOnItsWay() throws Exception {
        try (Stage stage = Stage.open("create table people (id bigint primary key, name text);"
                + " insert into people values (1, 'ann'), (2, null)")) {
            stage.expand(CHANGE);
            stage.execute("update people set id = id + 1000000");
            assertThat(stage.text("select string_agg(id || coalesce(label, '-'), ' ' order by id) from people"))
                    .isEqualTo("1000001ann 1000002-");
            stage.backfill(CHANGE);
            stage.contract(CHANGE);
            assertThat(stage.text("select string_agg(id || coalesce(label, '-'), ' ' order by id) from people"))
                    .isEqualTo("1000001ann 1000002-");
        }
    }

    @Test
    void nothingIsLostUnderLoad() throws Exception {
        renamed(Duration.ofSeconds(5), 3_000, 0);
    }

    @Test
    void nothingIsLostUnderLoadWhileTheRunnerIsKilled() throws Exception {
        renamed(Duration.ofSeconds(4), 3_000, 2);
    }

    @Test
    @Tag("proof")
    void nothingIsLostInAMinuteUnderLoad() throws Exception {
        renamed(Duration.ofSeconds(60), 500_000, 0);
    }

    @Test
    @Tag("proof")
    void nothingIsLostUnderLoadWithTenKills() throws Exception {
        renamed(Duration.ofSeconds(60), 500_000, 10);
    }

    /** Without the change, so that the counts of the others can be compared with something. */
    @Test
    @Tag("proof")
    void theControlRunWritesTheSame() throws Exception {
        make(500_000);
        Load load = Load.start(database, seed);
        Thread.sleep(60_000);
        load.stop();
        log.warn("control: {} operations a second, seed {}", Math.round(load.perSecond()), seed);
        assertThat(rows("name")).containsExactlyInAnyOrderEntriesOf(load.expected());
    }

    private void renamed(Duration time, int cold, int kills) throws Exception {
        make(cold);
        long part = time.toMillis() / 5;
        Load load = Load.start(database, seed);
        Thread.sleep(part);
        if (kills == 0) {
            runner(database.dataSource(), false).migrate();
        } else {
            expanded(load, kills);
        }
        load.deploy(true, "name", "label");
        for (int i = 0; i < 5; i++) {
            Thread.sleep(part / 2);
            assertThat(number(DIFFERENCES)).as("differences, seed %s", seed).isZero();
        }
        load.deploy(true, "label");
        assertThat(number(DIFFERENCES))
                .as("differences before the contract, seed %s", seed)
                .isZero();
        runner(database.dataSource(), true).migrate();
        Thread.sleep(part / 2);
        load.stop();

        log.warn(
                "{} operations a second {}, {} changed rows, seed {}",
                Math.round(load.perSecond()),
                load.done(),
                load.changedRows(),
                seed);
        assertThat(load.done())
                .as("seed %s", seed)
                .allSatisfy(
                        (kind, count) -> assertThat(count.sum()).as("%s", kind).isPositive());
        assertThat(rows("label")).as("seed %s", seed).containsExactlyInAnyOrderEntriesOf(load.expected());
        assertThat(number("select count(*) from people where id < 0 and label is not distinct from 'c' || -id"))
                .isEqualTo(cold);
        assertThat(runner(database.dataSource(), true).validate()).isEmpty();
        assertThat(number("select count(*) from pg_trigger where not tgisinternal"))
                .isZero();
        assertThat(number("select count(*) from pg_attribute where attrelid = 'people'::regclass and attnum > 0"
                        + " and not attisdropped"))
                .isEqualTo(3);
    }

    /** Through expand and backfill, in processes that are killed; new code joins as soon as it can write. */
    private void expanded(Load load, int kills) throws Exception {
        Random random = new Random(seed);
        int killed = 0;
        boolean isDone = false;
        while (!isDone) {
            try (Child child = Child.start(RenameUnderLoadTest.class, database)) {
                child.awaitReady();
                child.go();
                if (killed < kills) {
                    Thread.sleep(random.nextInt(300));
                    child.kill();
                    killed++;
                } else {
                    assertThat(child.said()).isEqualTo("Completed");
                    isDone = true;
                }
            }
            boolean isExpanded = number("select count(*) from pg_attribute where attrelid = 'people'::regclass"
                            + " and attname = 'label'")
                    == 1;
            if (isExpanded && !isDone) {
                load.deploy(false, "name", "label");
            }
        }
    }

    /** The child's. */
    public static void main(String[] arguments) throws IOException {
        Child.migrate(arguments, source -> runner(source, false));
    }

    private static MigrationRunner<PostgresSession> runner(DataSource source, boolean isConfirmed) {
        Contract contract = isConfirmed ? Contract.confirmed("people.name") : Contract.notYet();
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("people", "1.0.0")
                .from(ExpandContract.of("1709123456789-RenameName", CHANGE, contract))
                .settings(Settings.defaults())
                .build();
    }

    private void make(int cold) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table people (id bigint primary key, name text, pad text not null default 'p');"
                    + " insert into people select -n, 'c' || n from generate_series(1, " + cold + ") n");
        }
    }

    private Map<Long, @Nullable String> rows(String column) throws SQLException {
        Map<Long, @Nullable String> rows = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, " + column + " from people where id > 0")) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getString(2));
            }
        }
        return rows;
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
