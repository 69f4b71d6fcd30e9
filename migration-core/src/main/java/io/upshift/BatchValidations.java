package io.upshift;

import io.upshift.Validation.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Each in a transaction of its own.
     *
     * @param told of each one's outcome
     */
    void after(
            BatchConnection<S> connection,
            BatchStore<S> store,
            BatchKey key,
            Checkpoint checkpoint,
            BiConsumer<String, Boolean> told)
            throws StepException, BatchFailure {
        for (Validation<S> validation : validations) {
            if (validation.when() != When.AFTER) {
                continue;
            }
            String[] wrong = {null};
            connection.run(session -> wrong[0] = wrong(session, validation, store, key, checkpoint));
            told.accept(validation.name(), wrong[0] == null);
            if (wrong[0] != null) {
                throw new StepException(
                        "the validation '" + validation.name() + "' doesn't hold after the work" + wrong[0]
                                + "; the batches are committed, " + checkpoint.changed() + " rows are changed",
                        "correct the data or the validation and run again, or take the migration back with revert");
            }
        }
    }

    /** What there is to say about it; null when it holds. */
    private static <S> @Nullable String wrong(
            S session, Validation<S> validation, BatchStore<S> store, BatchKey key, Checkpoint checkpoint)
            throws Exception {
        Validation.Search<S> search = validation.search();
        if (search == null) {
            return validation.holds(session, checkpoint.measured().get(validation.name())) ? null : "";
        }
        List<String> found = search.find(session);
        store.keep(session, key, validation.name(), found);
        return found.isEmpty() ? null : ", the keys of " + found.size() + " rows are kept with the checkpoints";
    }
}
