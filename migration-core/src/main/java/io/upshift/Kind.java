package io.upshift;

/** How a step is committed. */
public enum Kind {
    /** The change and its entry in one transaction. */
    TRANSACTIONAL,
    /** Intent, act, verify, applied; the store's catalog tells what an interruption left. */
    ONLINE,
    /** Transactional, and run again whenever its content changes. */
    REPEATABLE
}
