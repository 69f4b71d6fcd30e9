package io.upshift.aws;

import io.upshift.Action;
import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.StepException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Work on AWS that looks first, then asks for what is missing, and returns when AWS shows it.
 *
 * <p>So it can be done again after an interruption, and nothing is asked twice: an interrupted one is never taken for
 * done by its journal alone.
 */
final class Doing implements Operation<Notes> {
    private static final String NEXT = "mend that, and run again: the operation goes on from this step";

    private final Action<Notes> work;
    private boolean isDone;

    private Doing(Action<Notes> work) {
        this.work = work;
    }

    /** A step that stays when the operation is taken back. */
    static Step<Notes> step(String name, Action<Notes> work) {
        return step(name, work, notes -> {});
    }

    /** @param back takes it back, also when it was never done */
    static Step<Notes> step(String name, Action<Notes> work, Action<Notes> back) {
        return Step.online(name, new Doing(work), new Doing(back));
    }

    @Override
    public void run(Notes notes) throws Exception {
        try {
            work.run(notes);
            isDone = true;
        } catch (StepException e) {
            throw e;
        } catch (SdkException e) {
            throw because(AwsErrors.words(e), e);
        } catch (Exception e) {
            throw because(e.getMessage() == null ? e.getClass().getName() : e.getMessage(), e);
        }
    }

    @Override
    public boolean isDone(Notes notes) {
        return isDone;
    }

    private static StepException because(String why, Exception e) {
        StepException failed = new StepException(why, NEXT);
        failed.initCause(e);
        return failed;
    }
}
