package io.upshift;

import io.upshift.Validation.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The checks of one batched step. */
record BatchValidations<S>(List<Validation<S>> validations) {
    /** What is measured before the first batch; what has to hold by then does. */
    Map<String, String> before(S session) throws Exception {
        Map<String, String> measured = new HashMap<>();
        for (Validation<S> validation : validations) {
            if (validation.isComparison()) {
                measured.put(validation.name(), validation.measure(session));
            } else if (validation.when() == When.BEFORE && !validation.holds(session, null)) {
                throw new StepException(
                        "the validation '" + validation.name() + "' doesn't hold before the work; nothing was changed",
                        "correct the data or the validation, and run again");
            }
        }
        return measured;
    }

    boolean hasPerBatch() {
        return validations.stream().anyMatch(validation -> validation.when() == When.PER_BATCH);
    }

    void perBatch(S session) throws Exception {
        for (Validation<S> validation : validations) {
            if (validation.when() == When.PER_BATCH && !validation.holds(session, null)) {
                throw new StepException(
                        "the validation '" + validation.name() + "' doesn't hold after a batch, which was rolled back;"
                                + " the batches before it are committed",
                        "correct the data or the validation and run again, or take the migration back with revert");
            }
        }
    }

    /** @param told of each one's outcome */
    void after(S session, Checkpoint checkpoint, BiConsumer<String, Boolean> told) throws Exception {
        for (Validation<S> validation : validations) {
            if (validation.when() != When.AFTER) {
                continue;
            }
            boolean holds = validation.holds(session, checkpoint.measured().get(validation.name()));
            told.accept(validation.name(), holds);
            if (!holds) {
                throw new StepException(
                        "the validation '" + validation.name() + "' doesn't hold after the work; the batches are"
                                + " committed, " + checkpoint.changed() + " rows are changed",
                        "correct the data or the validation and run again, or take the migration back with revert");
            }
        }
    }
}
