package io.upshift.cli;

import io.upshift.RunEvent;
import io.upshift.RunEvent.StepInfo;
import io.upshift.RunListener;
import java.time.Duration;

/** Shows a run while it runs: a line for each migration, and a bar when a person is watching. */
final class Progress implements RunListener {
    private static final int BAR = 20;
    private static final int LINE = 100;
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    private final Terminal terminal;
    private int migrations;
    private int finished;
    private long lastNote = System.nanoTime();

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            migrations = started.migrations();
        } else if (event instanceof RunEvent.StepStarted started) {
            bar(
                    finished,
                    migrations,
                    finished + "/" + migrations + " " + started.step().id() + ": "
                            + started.step().name());
        } else if (event instanceof RunEvent.Progress progress) {
            progress(progress);
        } else if (event instanceof RunEvent.StepFinished done) {
            finished(done);
        } else if (event instanceof RunEvent.RunFinished) {
            clear();
        }
    }

    private void progress(RunEvent.Progress progress) {
        String total = progress.total() == 0 ? "" : " of " + progress.total();
        String note = progress.step().id() + ": " + progress.done() + total + " " + progress.note();
        if (terminal.isInteractive()) {
            bar(progress.done(), progress.total(), note);
        } else if (System.nanoTime() - lastNote >= BETWEEN_NOTES.toNanos()) {
            lastNote = System.nanoTime();
            terminal.out().println(note.stripTrailing());
        }
    }

    private void finished(RunEvent.StepFinished done) {
        StepInfo step = done.step();
        if (done.endsMigration()) {
            finished++;
            clear();
            terminal.out().println(terminal.coloured(done.state()) + "  " + step.id() + "  " + Words.of(done.soFar()));
        }
    }

    private void bar(long done, long total, String what) {
        if (terminal.isInteractive()) {
            int full = total == 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
            String line = "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + what;
            String fitting = line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
            terminal.err().print("\r" + fitting + " ".repeat(LINE - fitting.length()));
            terminal.err().flush();
        }
    }

    private void clear() {
        if (terminal.isInteractive()) {
            terminal.err().print("\r" + " ".repeat(LINE) + "\r");
            terminal.err().flush();
        }
    }
}
