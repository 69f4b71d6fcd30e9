package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Report.Sample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void hoursOfWorkAreKeptInAtMost200PointsSpreadEvenlyOverAllOfIt() {
        Samples samples = new Samples();
        for (int second = 0; second < 100_000; second++) {
            samples.add(new Sample(Instant.ofEpochSecond(second), second, 100_000, null));
        }

        List<Sample> all = samples.all();
        long step = all.get(1).done() - all.get(0).done();
        assertThat(all).hasSizeBetween(100, 200);
        assertThat(all.get(0).done()).isZero();
        assertThat(all.get(all.size() - 1).done()).isEqualTo(99_999);
        for (int i = 1; i < all.size() - 1; i++) {
            assertThat(all.get(i).done() - all.get(i - 1).done()).isEqualTo(step);
        }
    }

    @Test
    void shortWorkKeepsEveryPoint() {
        Samples samples = new Samples();
        samples.add(new Sample(Instant.EPOCH, 1, 2, null));
        samples.add(new Sample(Instant.EPOCH, 2, 2, null));

        assertThat(samples.all()).hasSize(2);
        assertThat(new Samples().all()).isEmpty();
    }
}
