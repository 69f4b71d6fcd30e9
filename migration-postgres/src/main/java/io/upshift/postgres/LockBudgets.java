package io.upshift.postgres;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long the run's connection waits for others, and works, by kind of work; there is no kind without a limit.
 *
 * <p>Whoever waits for a strong lock stops everybody who comes after, so tries for one are short and far apart: a try
 * that meets a lock is rolled back, and the whole step is repeated after at least fifteen times the try, until the deadline.
 * An index build and VALIDATE wait under locks that neither readers nor writers mind, so they may wait long; who holds
 * them up is told meanwhile. How long to wait for another instance's run is {@link io.upshift.Settings#lockWait}.
 *
 * <p>Each value has the same name here, as a property and as an environment variable: {@code lockTimeout} is
 * {@code upshift.postgres.lock-timeout} and {@code UPSHIFT_POSTGRES_LOCK_TIMEOUT}. Immutable; each setter returns a
 * changed copy, and refuses what is shorter than a millisecond or longer than 596 hours, PostgreSQL's longest.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">which lock stops whom</a>
 */
public final class LockBudgets {
    private static final Duration BATCH = Duration.ofSeconds(30);
    private static final Duration IDLE_IN_BATCH = Duration.ofMinutes(1);
    private static final LockBudgets DEFAULTS = new LockBudgets();

    private Duration lockTimeout = Duration.ofMillis(500);
    private Duration lockDeadline = Duration.ofMinutes(10);
    private Duration statementTimeout = Duration.ofHours(1);
    private Duration buildLockTimeout = Duration.ofHours(1);
    private Duration validateLockTimeout = Duration.ofMinutes(10);
    private Duration buildStatementTimeout = Duration.ofHours(24);
    private Duration idleInTransactionTimeout = Duration.ofMinutes(5);

    private LockBudgets() {}

    public static LockBudgets defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults, changed by this process's system properties and then by its environment variables.
     *
     * @throws io.upshift.MigrationException on a name under {@code upshift.postgres.} that isn't a setting, or a value
     *     that can't be read
     */
    public static LockBudgets fromEnvironment() {
        return BudgetNames.fromEnvironment();
    }

    /**
     * The defaults, changed by named values.
     *
     * @param values keys such as {@code upshift.postgres.lock-timeout}, durations such as {@code 500ms}, {@code 10min} or
     *     {@code PT10M}; keys of other modules are left alone
     * @throws io.upshift.MigrationException as {@link #fromEnvironment}
     */
    public static LockBudgets from(Map<String, String> values) {
        return BudgetNames.from(values);
    }

    /** How long one try waits for a strong lock; 500 ms unless set. */
    public Duration lockTimeout() {
        return lockTimeout;
    }

    public LockBudgets lockTimeout(Duration limit) {
        return with(copy -> copy.lockTimeout = Durations.limit(limit));
    }

    /** How long such tries are repeated; 10 minutes unless set. */
    public Duration lockDeadline() {
        return lockDeadline;
    }

    public LockBudgets lockDeadline(Duration limit) {
        return with(copy -> copy.lockDeadline = Durations.limit(limit));
    }

    /** How long a statement in a transaction may run; 1 hour unless set. */
    public Duration statementTimeout() {
        return statementTimeout;
    }

    public LockBudgets statementTimeout(Duration limit) {
        return with(copy -> copy.statementTimeout = Durations.limit(limit));
    }

    /**
     * How long an index build, or another statement outside a transaction, waits each time that it has to wait for
     * others and their old snapshots; 1 hour unless set.
     */
    public Duration buildLockTimeout() {
        return buildLockTimeout;
    }

    public LockBudgets buildLockTimeout(Duration limit) {
        return with(copy -> copy.buildLockTimeout = Durations.limit(limit));
    }

    /** How long VALIDATE CONSTRAINT waits for its lock; 10 minutes unless set. */
    public Duration validateLockTimeout() {
        return validateLockTimeout;
    }

    public LockBudgets validateLockTimeout(Duration limit) {
        return with(copy -> copy.validateLockTimeout = Durations.limit(limit));
    }

    /** How long an index build or VALIDATE may take; 24 hours unless set. */
    public Duration buildStatementTimeout() {
        return buildStatementTimeout;
    }

    public LockBudgets buildStatementTimeout(Duration limit) {
        return with(copy -> copy.buildStatementTimeout = Durations.limit(limit));
    }

    /** After how long the server ends the session when it does nothing in a transaction; 5 minutes unless set. */
    public Duration idleInTransactionTimeout() {
        return idleInTransactionTimeout;
    }

    public LockBudgets idleInTransactionTimeout(Duration limit) {
        return with(copy -> copy.idleInTransactionTimeout = Durations.limit(limit));
    }

    /** The same short limit for everything. */
    static LockBudgets of(Duration limit) {
        return DEFAULTS.lockTimeout(limit)
                .statementTimeout(limit)
                .buildLockTimeout(limit)
                .validateLockTimeout(limit)
                .buildStatementTimeout(limit);
    }

    /**
     * The same for a worker's batches, which are far shorter: a statement of 30 seconds is one that went wrong, and a
     * worker that does nothing for a minute in mid-batch is gone.
     */
    LockBudgets ofBatches() {
        return statementTimeout(BATCH).idleInTransactionTimeout(IDLE_IN_BATCH);
    }

    TimeLimits ofDdl() {
        return new TimeLimits(lockTimeout, statementTimeout);
    }

    TimeLimits ofBuild() {
        return new TimeLimits(buildLockTimeout, buildStatementTimeout);
    }

    TimeLimits ofValidate() {
        return new TimeLimits(validateLockTimeout, buildStatementTimeout);
    }

    private LockBudgets with(Consumer<LockBudgets> change) {
        LockBudgets copy = new LockBudgets();
        copy.lockTimeout = lockTimeout;
        copy.lockDeadline = lockDeadline;
        copy.statementTimeout = statementTimeout;
        copy.buildLockTimeout = buildLockTimeout;
        copy.validateLockTimeout = validateLockTimeout;
        copy.buildStatementTimeout = buildStatementTimeout;
        copy.idleInTransactionTimeout = idleInTransactionTimeout;
        change.accept(copy);
        return copy;
    }
}
