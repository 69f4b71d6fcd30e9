package io.upshift.examples.spring;

import io.upshift.RunEvent;
import io.upshift.RunListener;
import org.jspecify.annotations.Nullable;

/** What the migrations of this instance are doing, for its health. */
final class MigrationState implements RunListener {
    /** How far the start is. */
    enum Stage {
        /** Looks, or waits for the instance that migrates. */
        WAITING,
        MIGRATING,
        /** The schema is ready; work in batches may go on beside the service. */
        READY,
        FAILED
    }

    private volatile Stage stage = Stage.WAITING;
    private volatile String note = "";

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted && stage == Stage.WAITING) {
            stage = Stage.MIGRATING;
        } else if (event instanceof RunEvent.StepStarted started) {
            note = started.step().id() + ": " + started.step().name();
        } else if (event instanceof RunEvent.Progress progress) {
            note = progress.step().id() + ": " + progress.done() + " of " + progress.total() + " " + progress.note();
        } else if (event instanceof RunEvent.RunFinished) {
            note = "";
        }
    }

    void ready() {
        stage = Stage.READY;
    }

    void failed(@Nullable String why) {
        stage = Stage.FAILED;
        note = String.valueOf(why);
    }

    Stage stage() {
        return stage;
    }

    String note() {
        return note;
    }
}
