package io.upshift.postgres.event;

import static io.upshift.postgres.event.Stock.created;
import static io.upshift.postgres.event.Stock.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.postgres.Child;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is killed, whenever: no event is written anew twice, which its way tells. */
class EventRewriteKilledTest {
    private static final int STREAMS = 6_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aProcessThatIsKilledIsGoneOnWith() throws Exception {
        assertThat(kill(2)).as("kills midway, seed " + seed).isPositive();
    }

    @Test
    @Tag("proof")
    void aProcessThatIsKilledManyTimesIsGoneOnWith() throws Exception {
        int midway = 0;
        for (int round = 0; round < 10; round++) {
            midway += kill(6);
        }
        assertThat(midway).as("kills midway, seed " + seed).isGreaterThan(20);
    }

    private int kill(int kills) throws Exception {
        int midway = 0;
        try (Database database = PostgresServer.shared().freshDatabase()) {
            Stock.create(database.dataSource(), STREAMS);
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                children.add(EventRewriteChild.start(database, 20));
            }
            for (Child child : children) {
                String before = created(database.dataSource());
                child.awaitReady();
                child.go();
                for (int i = 0; i < 5_000 && child.process().isAlive(); i++) {
                    if (!created(database.dataSource()).equals(before)) {
                        break;
                    }
                    Thread.sleep(2);
                }
                Thread.sleep(random.nextInt(80));
                child.kill();
                midway += created(database.dataSource()).contains(" v1 ") ? 1 : 0;
            }
            Stock.rewriting(database.dataSource(), 1_000, 2).migrate();
            assertThat(created(database.dataSource())).as("seed " + seed).isEqualTo("2000 v3 -, 2000 v3 23, 2000 v3 3");
            assertThat(text(database.dataSource(), "select sum(changed) from upshift_history_batch_range"))
                    .as("the count of the checkpoints, seed " + seed)
                    .isEqualTo("4000");
        }
        return midway;
    }
}
