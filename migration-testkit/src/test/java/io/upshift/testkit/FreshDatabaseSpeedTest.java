package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Isolated
class FreshDatabaseSpeedTest {

    private static final Logger LOG = LoggerFactory.getLogger(FreshDatabaseSpeedTest.class);

    @Test
    void aFreshDatabaseIsHadAndDroppedInMilliseconds() {
        PostgresServer server = PostgresServer.shared();
        long[] millis = new long[40];
        long[] drops = new long[40];
        for (int i = 0; i < millis.length; i++) {
            long begin = System.nanoTime();
            Database database = server.freshDatabase();
            long made = System.nanoTime();
            database.close();
            drops[i] = (System.nanoTime() - made) / 100_000;
            millis[i] = (made - begin) / 100_000;
        }
        Arrays.sort(millis);
        Arrays.sort(drops);

        LOG.info(
                "Fresh database: median {} ms, slowest {} ms; drop: median {} ms",
                millis[20] / 10.0,
                millis[39] / 10.0,
                drops[20] / 10.0);
        assertThat(millis[20]).as("median, in tenths of a millisecond").isLessThan(3000);
    }
}
