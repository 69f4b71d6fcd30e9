package io.upshift.event;

import org.jspecify.annotations.Nullable;

/**
 * Why an event can't be read or appended: its type, versions, stream and position, and what to do next.
 *
 * <p>Never the payload: the cause keeps its class and its stack, and loses its message, which may quote what it could not
 * read (as {@link NumberFormatException} does).
 */
public final class EventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EventProblem problem;
    private final String why;
    private final String next;

    EventException(EventProblem problem, String what, String next) {
        super(what + " · next: " + next);
        this.problem = problem;
        this.why = what;
        this.next = next;
    }

    EventException(EventProblem problem, String what, String next, Throwable cause) {
        super(what + " · next: " + next, RedactedCause.of(cause));
        this.problem = problem;
        this.why = what;
        this.next = next;
    }

    public EventProblem problem() {
        return problem;
    }

    /** The message without what to do next. */
    public String why() {
        return why;
    }

    /** What a person should do about it. */
    public String next() {
        return next;
    }

    /** The class of the original cause; null when there was none. */
    public @Nullable String causeType() {
        return getCause() instanceof RedactedCause cause ? cause.type() : null;
    }
}
