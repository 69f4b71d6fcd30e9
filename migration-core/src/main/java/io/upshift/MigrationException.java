package io.upshift;

import org.jspecify.annotations.Nullable;

/**
 * Why a run did not end well: what failed, on which migration and target, why, and what to do next.
 *
 * <p>The message never holds row data or secrets.
 */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable MigrationId id;
    private transient @Nullable Report report;

    /** What kind of end it was; a command line turns it into its exit code. */
    public enum Reason {
        /** Something was tried and went wrong. */
        FAILED,
        /** The call or the configuration makes no sense. */
        USAGE,
        /** A check refused; nothing was changed. */
        REFUSED,
        /** Another instance holds the run lock, and the wait is over. */
        HELD
    }

    private MigrationException(Reason reason, String message, @Nullable MigrationId id, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.id = id;
    }

    /** Something was tried and went wrong. */
    public static MigrationException failed(String what, String next, @Nullable Throwable cause) {
        return new MigrationException(Reason.FAILED, message(what, null, cause, next), null, cause);
    }

    /** A migration was tried and went wrong. */
    public static MigrationException failed(
            String what, MigrationId id, String target, String next, @Nullable Throwable cause) {
        return new MigrationException(
                Reason.FAILED, message(what + " · " + id + " · " + target, null, cause, next), id, cause);
    }

    /** A check refused, and nothing was changed. */
    public static MigrationException refused(String what, String why, String next) {
        return new MigrationException(Reason.REFUSED, message(what, why, null, next), null, null);
    }

    /** The call or the configuration makes no sense. */
    public static MigrationException usage(String what, String next) {
        return new MigrationException(Reason.USAGE, message(what, null, null, next), null, null);
    }

    static MigrationException held(String what, String next) {
        return new MigrationException(Reason.HELD, message(what, null, null, next), null, null);
    }

    /** The same of a run over several stores, with where each of them stands. */
    MigrationException amongStores(String standing, String rerun) {
        return new MigrationException(reason, standing + " · " + getMessage() + " · " + rerun, id, this);
    }

    public Reason reason() {
        return reason;
    }

    /** The migration at which the run ended; null when it was none in particular. */
    public @Nullable MigrationId id() {
        return id;
    }

    /** What the run had done until then; null when it ended before it began. */
    public @Nullable Report report() {
        return report;
    }

    MigrationException with(Report soFar) {
        report = soFar;
        return this;
    }

    private static String message(String what, @Nullable String why, @Nullable Throwable cause, String next) {
        StringBuilder out = new StringBuilder(what);
        String because = why != null ? why : cause == null ? null : because(cause);
        if (because != null) {
            out.append(" · ").append(because);
        }
        return out.append(" · next: ").append(next).toString();
    }

    private static String because(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message.strip();
    }
}
