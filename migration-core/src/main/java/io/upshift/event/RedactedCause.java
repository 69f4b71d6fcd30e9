package io.upshift.event;

import org.jspecify.annotations.Nullable;

/** Stands for a throwable whose message may hold a payload: the same class name, the same stack, no message. */
final class RedactedCause extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    private final String type;

    private RedactedCause(String type, StackTraceElement[] stack, @Nullable RedactedCause cause) {
        super(type, cause);
        this.type = type;
        setStackTrace(stack);
    }

    static RedactedCause of(Throwable cause) {
        return of(cause, DEEPEST);
    }

    String type() {
        return type;
    }

    private static RedactedCause of(Throwable original, int depth) {
        Throwable next = original.getCause();
        return new RedactedCause(
                original.getClass().getName(),
                original.getStackTrace(),
                next == null || depth == 0 ? null : of(next, depth - 1));
    }
}
