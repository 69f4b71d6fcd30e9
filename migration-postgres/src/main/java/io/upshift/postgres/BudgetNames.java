package io.upshift.postgres;

import io.upshift.MigrationException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads budgets by the names that they have outside of Java. */
final class BudgetNames {
    private static final String PREFIX = "upshift.postgres.";
    private static final String VARIABLE = "UPSHIFT_POSTGRES_";

    /** Read by {@link PostgresOptions}. */
    private static final Set<String> OTHERS =
            Set.of("url", "user", "password", "scratch-url", "scratch-user", "scratch-password");

    private static final Map<String, BiFunction<LockBudgets, Duration, LockBudgets>> SETTERS = new TreeMap<>(Map.of(
            "lock-timeout", LockBudgets::lockTimeout,
            "lock-deadline", LockBudgets::lockDeadline,
            "statement-timeout", LockBudgets::statementTimeout,
            "build-lock-timeout", LockBudgets::buildLockTimeout,
            "validate-lock-timeout", LockBudgets::validateLockTimeout,
            "build-statement-timeout", LockBudgets::buildStatementTimeout,
            "idle-in-transaction-timeout", LockBudgets::idleInTransactionTimeout));

    private BudgetNames() {}

    static LockBudgets fromEnvironment() {
        Map<String, String> found = new TreeMap<>();
        System.getProperties().forEach((name, value) -> {
            if (name instanceof String key && key.startsWith(PREFIX)) {
                found.put(key, String.valueOf(value));
            }
        });
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                String key = name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT);
                found.put(PREFIX + key.replace('_', '-'), value);
            }
        });
        return from(found);
    }

    static LockBudgets from(Map<String, String> values) {
        LockBudgets budgets = LockBudgets.defaults();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String key = value.getKey();
            if (key.startsWith(PREFIX) && !OTHERS.contains(key.substring(PREFIX.length()))) {
                budgets = with(budgets, key, value.getValue());
            }
        }
        return budgets;
    }

    private static LockBudgets with(LockBudgets budgets, String key, String value) {
        BiFunction<LockBudgets, Duration, LockBudgets> setter = SETTERS.get(key.substring(PREFIX.length()));
        if (setter == null) {
            throw MigrationException.usage(
                    "Unknown setting " + key, "use one of " + String.join(", ", SETTERS.keySet()) + " after " + PREFIX);
        }
        try {
            return setter.apply(budgets, Durations.limit(value));
        } catch (IllegalArgumentException e) {
            throw MigrationException.usage(
                    "The setting " + key + " can't be read (" + e.getMessage() + ")", "correct its value");
        }
    }
}
