package io.upshift;

/** Why a batch was not done, in words that hold no data. */
public final class BatchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String next;

    /** What is to be done about it. */
    public enum Kind {
        /** Others were in the way, or it took too long: the same again, smaller, may succeed. */
        CONTENTION,
        /** The connection is gone: again with another one. */
        LOST,
        /** A row can't be done. */
        DATA,
        /** No batch will succeed. */
        FATAL
    }

    public BatchFailure(Kind kind, String why, String next, Throwable cause) {
        super(why, cause);
        this.kind = kind;
        this.next = next;
    }

    public Kind kind() {
        return kind;
    }

    /** What a person should do about it. */
    public String next() {
        return next;
    }
}
