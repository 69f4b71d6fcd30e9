package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.postgres.Child;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is killed, whenever: each row is changed exactly once, which x + 1 tells. */
class BackfillKilledTest {
    private static final int ROWS = 110_000;
    private static final int BATCH = 500;
    /** So that the work lasts for seconds, in which to be killed. */
    private static final int SMALL_BATCH = 40;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Counters.create(source, ROWS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aProcessThatIsKilledIsGoneOnWithAtItsCheckpoints() throws Exception {
        assertThat(killProcesses(3)).as("kills midway, seed " + seed).isPositive();
    }

    @Test
    @Tag("proof")
    void aProcessThatIsKilledManyTimesIsGoneOnWithAtItsCheckpoints() throws Exception {
        int midway = 0;
        for (int rounds = 0; rounds < 13; rounds++) {
            close();
            open();
            midway += killProcesses(8);
        }
        assertThat(midway).as("kills midway, seed " + seed).isGreaterThan(13 * 8 / 2);
    }

    @Test
    void aSessionThatIsKilledIsFollowedByAnother() throws Exception {
        killSessions(5);
    }

    @Test
    @Tag("proof")
    void sessionsMayBeKilledAllTheTime() throws Exception {
        for (int rounds = 0; rounds < 8; rounds++) {
            close();
            open();
            killSessions(14);
        }
    }

    /** @return how many of them hit work that was under way */
    private int killProcesses(int kills) throws Exception {
        int midway = 0;
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            children.add(BackfillChild.start(database, SMALL_BATCH, 1 + i % 2));
        }
        for (Child child : children) {
            child.awaitReady();
            long before = moved();
            child.go();
            awaitMoved(child, before);
            Thread.sleep(random.nextInt(60));
            child.kill();
            midway += isMidway() ? 1 : 0;
        }
        finish(midway + " of " + kills + " kills midway");
        return midway;
    }

    private void killSessions(int kills) throws Exception {
        int[] killed = {0};
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<String> run = CompletableFuture.supplyAsync(() -> {
            try {
                return Counters.runner(source, BATCH / 2, 2)
                        .migrate()
                        .getClass()
                        .getSimpleName();
            } catch (MigrationException e) {
                return String.valueOf(e.getMessage());
            } finally {
                ended.set(true);
            }
        });
        while (killed[0] < kills && !ended.get()) {
            Thread.sleep(20 + random.nextInt(60));
            killed[0] += killOne();
        }
        String said = run.join();
        assertThat(said).as("seed " + seed).matches("(?s)Completed|.*next: .*");
        assertThat(killed[0]).as("sessions killed, seed " + seed).isPositive();
        finish(killed[0] + " sessions killed");
    }

    private void finish(String how) throws Exception {
        Report report = Counters.runner(source, BATCH * 10, 1).migrate();
        assertThat(report)
                .as("seed " + seed + ", " + how)
                .isInstanceOfAny(Report.Completed.class, Report.UpToDate.class);
        assertThat(values(source)).as("seed " + seed + ", " + how).isEqualTo("1 in " + ROWS);
        assertThat(text(source, "select sum(changed) from upshift_history_batch_range"))
                .as("the count of the checkpoints, seed " + seed)
                .isEqualTo(Integer.toString(ROWS));
        assertThat(Counters.runner(source, BATCH, 1).validate()).isEmpty();
    }

    /** How often a range has moved. */
    private static long moved(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select to_regclass('upshift_history_batch_range') is null")) {
            row.next();
            if (row.getBoolean(1)) {
                return 0;
            }
        }
        try (ResultSet row = statement.executeQuery("select coalesce(sum(turn), 0) from upshift_history_batch_range")) {
            row.next();
            return row.getLong(1);
        }
    }

    private long moved() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return moved(statement);
        }
    }

    private void awaitMoved(Child child, long before) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 5_000 && child.process().isAlive() && moved(statement) <= before; i++) {
                Thread.sleep(2);
            }
        }
    }

    private boolean isMidway() throws SQLException {
        String values = values(source);
        return values.contains("0 in") && values.contains("1 in");
    }

    private int killOne() throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pid from pg_stat_activity where application_name ="
                        + " 'upshift counting batches' and datname = current_database() and state <> 'idle'")) {
            while (rows.next()) {
                pids.add(rows.getInt(1));
            }
        }
        if (pids.isEmpty()) {
            return 0;
        }
        Counters.execute(source, "select pg_terminate_backend(" + pids.get(random.nextInt(pids.size())) + ")");
        return 1;
    }
}
