package io.upshift.aws;

import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.StepException;

/** A step that leaves the application stopped when it fails, and says so to whoever is told. */
final class Urgent implements Operation<Notes> {
    private final Operation<Notes> operation;

    private Urgent(Operation<Notes> operation) {
        this.operation = operation;
    }

    static Step<Notes> step(Step<Notes> step) {
        Step.Online<Notes> online = (Step.Online<Notes>) step;
        return Step.online(online.name(), new Urgent(online.up()), online.down());
    }

    @Override
    public void run(Notes notes) throws Exception {
        try {
            operation.run(notes);
        } catch (StepException e) {
            StepException urgent = new StepException(
                    "manual intervention is needed, the application is stopped: " + e.getMessage(),
                    e.next() + "; or take the restore back");
            urgent.initCause(e);
            throw urgent;
        }
    }

    @Override
    public boolean isDone(Notes notes) throws Exception {
        return operation.isDone(notes);
    }
}
