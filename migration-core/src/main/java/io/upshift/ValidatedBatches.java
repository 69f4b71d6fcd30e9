package io.upshift;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work with more checks than its own. */
record ValidatedBatches<S>(Batches<S> work, List<Validation<S>> more) implements Batches<S> {
    @Override
    public Batch.Done run(S session, Batch batch) throws Exception {
        return work.run(session, batch);
    }

    @Override
    public Opening open(S session) throws Exception {
        return work.open(session);
    }

    @Override
    public Optional<String> blocker(S session, String barrier) throws Exception {
        return work.blocker(session, barrier);
    }

    @Override
    public Batch.@Nullable Done peek(S session, Batch batch) throws Exception {
        return work.peek(session, batch);
    }

    @Override
    public boolean isLeft(S session, List<Batch.Range> ranges) throws Exception {
        return work.isLeft(session, ranges);
    }

    @Override
    public List<Validation<S>> validations() {
        return Stream.concat(work.validations().stream(), more.stream()).toList();
    }

    @Override
    public BatchSize size() {
        return work.size();
    }

    @Override
    public int skipLimit() {
        return work.skipLimit();
    }

    @Override
    public List<String> statements() {
        return work.statements();
    }
}
