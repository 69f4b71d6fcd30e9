package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.Schema;
import io.upshift.postgres.online.Online;
import io.upshift.postgres.online.OnlineChange;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Online changes whose session is killed, whose statement is cancelled, or that are starved of their lock, at random
 * moments, while others write.
 *
 * <p>However it went, the next run ends in the state of a run that nobody disturbed.
 */
class OnlineKilledTest {
    private static final String SCHEMA = """
            create table parents (id int primary key);
            insert into parents select generate_series(0, 9);
            create table t (id int not null, parent int, a text);
            insert into t select i, mod(i, 10), 'a' || i from generate_series(1, %1$d) i;
            create index own on t (a);
            create table p (id int not null, parent int, at int not null) partition by range (at);
            create table p_1 partition of p for values from (0) to (10);
            create table p_2 partition of p for values from (10) to (20);
            insert into p select i, mod(i, 10), mod(i, 20) from generate_series(1, %1$d) i;
            """;
    private static final int ROWS = 10_000;

    private static final String SESSIONS = "select pid from pg_stat_activity where datname = current_database() and"
            + " application_name = 'upshift online'";

    private enum End {
        KILLED("select pg_terminate_backend(pid) from (%s) s"),
        CANCELLED("select pg_cancel_backend(pid) from (%s) s"),
        STARVED("");

        private final String sql;

        End(String sql) {
            this.sql = sql;
        }
    }

    private static Database template;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @BeforeAll
    static void prepare() throws SQLException {
        template = PostgresServer.shared().freshDatabase();
        new Rows(template.dataSource()).execute(SCHEMA.formatted(ROWS));
    }

    @AfterAll
    static void drop() {
        template.close();
    }

    private static final List<Named> CHANGES = List.of(
            new Named("index", Online.createIndex("x").on("t").keys("lower(a)").unique()),
            new Named(
                    "partial index",
                    Online.createIndex("x").on("t").columns("a").where("id > 5")),
            new Named("partitioned index", Online.createIndex("x").on("p").columns("parent")),
            new Named(
                    "dropped index",
                    Online.createIndex("own").on("t").columns("a").dropped()),
            new Named("reindex", Online.reindexTable("t")),
            new Named("detach", Online.detachPartition("p", "p_1")),
            new Named(
                    "foreign key", Online.addForeignKey("fk").on("t", "parent").references("parents", "id")),
            new Named(
                    "partitioned foreign key",
                    Online.addForeignKey("fk").on("p", "parent").references("parents", "id")),
            new Named("not null", Online.setNotNull("t", "a")),
            new Named("unique", Online.addUnique("u", "t", "id")),
            new Named(
                    "filled",
                    Online.addColumn("t", "r", "float8")
                            .volatileDefault("random()")
                            .notNull()));

    private record Named(String name, OnlineChange change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> changes() {
        return CHANGES.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeThatIsCutOffIsCompletedByTheNextRun(Named named) throws Exception {
        cutOff(named, 3);
    }

    @ParameterizedTest
    @MethodSource("builds")
    void anIndexBuildThatIsCutOffAtTwentyMomentsEndsInOneValidIndex(Named named) throws Exception {
        cutOff(named, 20);
    }

    @ParameterizedTest
    @Tag("proof")
    @MethodSource("changes")
    void aChangeThatIsCutOffAtAHundredMomentsIsCompletedByTheNextRun(Named named) throws Exception {
        cutOff(named, 100);
    }

    static Stream<Arguments> builds() {
        return Stream.of(CHANGES.get(0), CHANGES.get(2)).map(Arguments::of);
    }

    private void cutOff(Named named, int times) throws Exception {
        Schema golden;
        long took;
        try (Database database = PostgresServer.shared().freshDatabase(template)) {
            long begun = System.nanoTime();
            Brought.migrate(database.dataSource(), named.change());
            took = Math.max(20, (System.nanoTime() - begun) / 1_000_000);
            golden = snapshot(database);
        }
        int midway = 0;
        for (int i = 0; i < times; i++) {
            End end = End.values()[i % End.values().length];
            long moment = random.nextLong(took);
            boolean isHeldUp = random.nextBoolean();
            String how = named + " " + end + (isHeldUp ? ", held up," : "") + " after " + moment + " ms, seed " + seed;
            try (Database database = PostgresServer.shared().freshDatabase(template)) {
                midway += disturbed(database, named.change(), end, moment, isHeldUp) ? 1 : 0;
                Rows rows = new Rows(database.dataSource());
                rows.await("select not exists (select from pg_locks where locktype = 'advisory' and database ="
                        + " (select oid from pg_database where datname = current_database()))");
                Brought.migrate(database.dataSource(), named.change());
                assertThat(snapshot(database).differenceFrom(golden).lines())
                        .as(how)
                        .isEmpty();
                assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                        .as(how)
                        .isZero();
                assertThat(rows.number("select count(distinct (id, step)) - count(*) from upshift_history where state ="
                                + " 'applied'"))
                        .as(how)
                        .isZero();
                assertThat(Brought.runner(database.dataSource(), named.change(), LockBudgets.defaults(), event -> {})
                                .validate())
                        .as(how)
                        .isEmpty();
            }
        }
        System.err.println(named + ": " + midway + " of " + times + " runs were cut off, seed " + seed);
        if (times >= 20) {
            assertThat(midway).as("runs that were cut off, seed " + seed).isGreaterThan(times / 10);
        }
    }

    /** Returns whether the run failed. */
    private static boolean disturbed(Database database, OnlineChange change, End end, long moment, boolean isHeldUp)
            throws Exception {
        LockBudgets budgets = end == End.STARVED
                ? LockBudgets.defaults()
                        .lockTimeout(Duration.ofMillis(20))
                        .lockDeadline(Duration.ofMillis(50))
                        .buildLockTimeout(Duration.ofMillis(40))
                        .validateLockTimeout(Duration.ofMillis(40))
                : LockBudgets.defaults();
        Rows rows = new Rows(database.dataSource());
        try (Connection writer = database.dataSource().getConnection()) {
            if (isHeldUp) {
                write(writer);
            }
            CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> fails(database, change, budgets));
            awaitSession(rows, run);
            Thread.sleep(moment);
            if (end == End.STARVED) {
                write(writer);
            } else {
                rows.execute(end.sql.formatted(SESSIONS));
            }
            letGo(writer, run);
            return run.join();
        }
    }

    /** A cancel between two statements hits nothing, and then the change goes on. */
    private static void letGo(Connection writer, CompletableFuture<Boolean> run) throws Exception {
        try {
            run.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!writer.getAutoCommit()) {
                writer.rollback();
            }
        }
    }

    private static void awaitSession(Rows rows, CompletableFuture<Boolean> run) throws Exception {
        while (!run.isDone()
                && rows.text("select count(*) from (" + SESSIONS + ") s").equals("0")) {
            Thread.sleep(1);
        }
    }

    /** Stays in its transaction, with a row and a snapshot. */
    private static void write(Connection writer) throws SQLException {
        writer.setAutoCommit(false);
        try (Statement statement = writer.createStatement()) {
            statement.execute("set transaction isolation level repeatable read; set local lock_timeout = '2s';"
                    + " update t set id = id where id = 1; update p set id = id where id = 1");
        } catch (SQLException e) {
            // The change was there first, and had the lock.
            writer.rollback();
        }
    }

    private static boolean fails(Database database, OnlineChange change, LockBudgets budgets) {
        try {
            Brought.runner(database.dataSource(), change, budgets, event -> {}).migrate();
            return false;
        } catch (MigrationException e) {
            return true;
        }
    }

    private static Schema snapshot(Database database) {
        return PostgresTarget.of(database.dataSource()).inspect();
    }
}
