package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a change that is recorded by itself, with both directions.
 *
 * @param <S> the session of the target
 */
public sealed interface Step<S> {

    /** A few words for the plan, the log and errors. */
    String name();

    /** Whether the step can be taken back. */
    boolean isReversible();

    /** What has to be open right before the step; see {@link Change#gates}. */
    default List<Gate<S>> gates() {
        return List.of();
    }

    /** A step that commits together with its history entry. */
    static <S> Step<S> transactional(String name, Action<S> up, @Nullable Action<S> down) {
        return new Transactional<>(name, up, down, List.of());
    }

    /** The same behind gates. */
    static <S> Step<S> transactional(String name, Action<S> up, @Nullable Action<S> down, List<Gate<S>> gates) {
        return new Transactional<>(name, up, down, List.copyOf(gates));
    }

    /** A step that runs outside a transaction, and of which the store can tell whether it is done. */
    static <S> Step<S> online(String name, Operation<S> up, @Nullable Operation<S> down) {
        return new Online<>(name, up, down);
    }

    /** A step in batches that each commit with their checkpoint, outside the run lock. */
    static <S> Step<S> batched(String name, Batches<S> up, @Nullable Batches<S> down) {
        return new Batched<>(name, up, down);
    }

    /** See {@link Step#transactional}. */
    record Transactional<S>(
            String name,
            Action<S> up,
            @Nullable Action<S> down,
            @Override List<Gate<S>> gates) implements Step<S> {
        @Override
        public boolean isReversible() {
            return down != null;
        }
    }

    /** See {@link Step#online}. */
    record Online<S>(String name, Operation<S> up, @Nullable Operation<S> down) implements Step<S> {
        @Override
        public boolean isReversible() {
            return down != null;
        }
    }

    /** See {@link Step#batched}. */
    record Batched<S>(String name, Batches<S> up, @Nullable Batches<S> down) implements Step<S> {
        @Override
        public boolean isReversible() {
            return down != null;
        }
    }
}
