package io.upshift;

/** Why a step could not be carried out, in words that hold no data, and what to do next. */
public final class StepException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String next;

    public StepException(String why, String next) {
        super(why);
        this.next = next;
    }

    /** What a person should do about it. */
    public String next() {
        return next;
    }
}
