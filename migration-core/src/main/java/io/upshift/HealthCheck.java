package io.upshift;

/**
 * Tells how well a store bears batched work; asked about once a second while it goes on.
 *
 * @param <S> the session of the target
 */
@FunctionalInterface
public interface HealthCheck<S> {
    /** How the work has to go on. */
    enum Level {
        /** A little faster, up to full speed. */
        FINE,
        /** At half the speed, and at half of that when it stays so. */
        STRAINED,
        /** Slowly: nobody knows. */
        UNKNOWN,
        /** Not at all, until this ends. */
        CLOSED
    }

    /**
     * What a look found.
     *
     * @param reason shown in the progress; empty when all is fine
     */
    record Health(Level level, String reason) {
        public static Health fine() {
            return new Health(Level.FINE, "");
        }

        public static Health strained(String reason) {
            return new Health(Level.STRAINED, reason);
        }

        public static Health unknown(String reason) {
            return new Health(Level.UNKNOWN, reason);
        }

        public static Health closed(String reason) {
            return new Health(Level.CLOSED, reason);
        }
    }

    /** Looks; what it throws counts as unknown. */
    Health look(S session) throws Exception;
}
