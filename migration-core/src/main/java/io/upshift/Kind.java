package io.upshift;

/** How a step is committed. */
public enum Kind {
    /** The change and its entry in one transaction. */
    TRANSACTIONAL,
    /** Intent, act, verify, applied; the store's catalog tells what an interruption left. */
    ONLINE,
    /** Batches that each commit with their checkpoint; done when every range is at its bound and the checks hold. */
    BATCHED,
    /** Transactional, and run again whenever its content changes. */
    REPEATABLE
}
