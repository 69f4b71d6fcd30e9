package io.upshift;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Knows which statement belongs to which migration: for the slow ones, and for the recorded plan. */
final class StatementWatch implements StatementListener, RunListener {
    private static final int SHOWN = 80;

    private final Duration slow;
    private final List<String> executed = new ArrayList<>();
    private volatile RunEvent.@Nullable StepInfo current;
    private volatile @Nullable Events events;

    StatementWatch(Duration slow) {
        this.slow = slow;
    }

    void tell(Events events) {
        this.events = events;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            current = started.step();
        }
    }

    @Override
    public void executed(String statement, Duration took) {
        RunEvent.StepInfo step = current;
        if (step == null) {
            return;
        }
        executed.add(statement);
        if (events != null && took.compareTo(slow) >= 0) {
            events.tell(new RunEvent.Alert(
                    step.id(), step.id() + " took " + took.toMillis() + " ms for: " + firstLine(statement)));
        }
    }

    @Override
    public void progressed(long done, long total, String note) {
        tell(step -> new RunEvent.Progress(step, done, total, note));
    }

    @Override
    public void blocked(int attempt, List<String> by) {
        tell(step -> new RunEvent.Blocked(step, attempt, by));
    }

    private void tell(Function<RunEvent.StepInfo, RunEvent> event) {
        RunEvent.StepInfo step = current;
        if (events != null && step != null) {
            events.tell(event.apply(step));
        }
    }

    /** What was executed since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(executed);
        executed.clear();
        return taken;
    }

    private static String firstLine(String statement) {
        String line = statement.strip().lines().findFirst().orElse("");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
