package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The server goes away in mid-batch: in order, and as in a power cut, which takes the newest batches along. */
class BackfillRestartTest {
    private static final int ROWS = 60_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void batchesThatASuddenEndTookAwayAreDoneAgainAndNoOtherOnes() throws Exception {
        try (PostgresServer server = PostgresServer.embedded().durable(true).start()) {
            DataSource source = server.database("counting").dataSource();
            Counters.create(source, ROWS);
            CompletableFuture<String> run = CompletableFuture.supplyAsync(() -> migrate(source, 25));
            int midway = 0;
            for (int i = 0; i < 4 && !run.isDone(); i++) {
                awaitMore(source, run);
                Thread.sleep(random.nextInt(100));
                midway += run.isDone() ? 0 : 1;
                server.restart(i % 2 == 0);
            }
            assertThat(run.join()).as("seed " + seed).matches("(?s)Completed|.*next: .*");
            assertThat(midway).as("restarts in mid-work, seed " + seed).isPositive();
            assertThat(migrate(source, 5_000)).as("seed " + seed).isIn("Completed", "UpToDate");
            assertThat(values(source)).as("seed " + seed).isEqualTo("1 in " + ROWS);
            assertThat(text(source, "select sum(changed) from upshift_history_batch_range"))
                    .as("the count of the checkpoints, seed " + seed)
                    .isEqualTo(Integer.toString(ROWS));
        }
    }

    private static String migrate(DataSource source, int batchSize) {
        try {
            Report report = Counters.runner(source, batchSize, 2).migrate();
            return report.getClass().getSimpleName();
        } catch (MigrationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void awaitMore(DataSource source, CompletableFuture<String> run)
            throws SQLException, InterruptedException {
        String before = values(source);
        for (int i = 0; i < 2_000 && !run.isDone() && values(source).equals(before); i++) {
            Thread.sleep(5);
        }
    }
}
