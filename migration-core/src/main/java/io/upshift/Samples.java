package io.upshift;

import io.upshift.Report.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far long work was over time, in as many points as a plot can show. */
final class Samples {
    private static final int MOST = 200;

    private final List<Sample> kept = new ArrayList<>();
    private @Nullable Sample last;
    private int every = 1;
    private int seen;

    /** Half of the points go whenever there are too many, and from then on half as many are kept. */
    void add(Sample sample) {
        last = sample;
        if (seen++ % every != 0) {
            return;
        }
        kept.add(sample);
        if (kept.size() == MOST) {
            for (int i = MOST / 2; i-- > 0; ) {
                kept.remove(2 * i + 1);
            }
            every *= 2;
        }
    }

    /** The last one is always among them. */
    List<Sample> all() {
        List<Sample> all = new ArrayList<>(kept);
        if (last != null && !kept.get(kept.size() - 1).equals(last)) {
            all.add(last);
        }
        return List.copyOf(all);
    }
}
