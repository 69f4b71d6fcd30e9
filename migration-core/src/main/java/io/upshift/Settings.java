package io.upshift;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How a runner behaves; each setting has the same name here, as a system property and as an environment variable.
 *
 * <p>{@code lockWait} is {@code upshift.lock-wait} and {@code UPSHIFT_LOCK_WAIT}. Durations are ISO-8601
 * ({@code PT10M}). Immutable; each setter returns a changed copy.
 */
public final class Settings {
    private static final String PREFIX = "upshift.";
    private static final String[] MODULES = {"UPSHIFT_TEST_", "UPSHIFT_POSTGRES_", "UPSHIFT_DYNAMODB_", "UPSHIFT_AWS_"};
    private static final Settings DEFAULTS = new Settings();

    private Duration lockWait = Duration.ofMinutes(10);
    private boolean outOfOrder;
    private boolean allowMissing;
    private boolean singleTransaction;
    private boolean confirmDowntime;
    private Duration slowStatement = Duration.ofSeconds(10);
    private Versioning versioning = Versioning.ANY;
    private StartupMode startupMode = StartupMode.MIGRATE;
    private String runWindow = "";
    private int batchWorkers = 1;
    private Map<MigrationId, String> openGates = Map.of();

    private Settings() {}

    public static Settings defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults, changed by this process's system properties and then by its environment variables.
     *
     * @throws MigrationException on a name that starts like a setting and isn't one, or a value that can't be read
     */
    public static Settings fromEnvironment() {
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (property.getKey() instanceof String name && name.startsWith(PREFIX)) {
                found.put(name, String.valueOf(property.getValue()));
            }
        }
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("UPSHIFT_") && !isAnotherModules(variable.getKey())) {
                found.put(propertyName(variable.getKey()), variable.getValue());
            }
        }
        return found.isEmpty() ? DEFAULTS : from(found);
    }

    /**
     * The defaults, changed by named values.
     *
     * @param values keys such as {@code upshift.lock-wait}; keys with a further dot belong to other modules
     * @throws MigrationException on a name that isn't a setting, or a value that can't be read
     */
    public static Settings from(Map<String, String> values) {
        Settings settings = DEFAULTS;
        for (Map.Entry<String, String> value : values.entrySet()) {
            String name = value.getKey().substring(PREFIX.length());
            if (name.indexOf('.') < 0) {
                settings = settings.with(name, value.getValue());
            }
        }
        return settings;
    }

    /** How long to wait for another instance that holds the run lock; 10 minutes unless set. */
    public Duration lockWait() {
        return lockWait;
    }

    public Settings lockWait(Duration lockWait) {
        return with(copy -> copy.lockWait = lockWait);
    }

    /** Whether a migration may be applied after one with a later version; false unless set. */
    public boolean outOfOrder() {
        return outOfOrder;
    }

    public Settings outOfOrder(boolean outOfOrder) {
        return with(copy -> copy.outOfOrder = outOfOrder);
    }

    /** Whether an applied migration may be missing from the service's own; false unless set. */
    public boolean allowMissing() {
        return allowMissing;
    }

    public Settings allowMissing(boolean allowMissing) {
        return with(copy -> copy.allowMissing = allowMissing);
    }

    /**
     * Whether neighbouring transactional migrations share one transaction; false unless set.
     *
     * <p>For tests and new environments: all of them succeed or none, and locks are held until the last one is done.
     */
    public boolean singleTransaction() {
        return singleTransaction;
    }

    public Settings singleTransaction(boolean singleTransaction) {
        return with(copy -> copy.singleTransaction = singleTransaction);
    }

    /** Whether migrations that say they need downtime may run; false unless set. */
    public boolean confirmDowntime() {
        return confirmDowntime;
    }

    public Settings confirmDowntime(boolean confirmDowntime) {
        return with(copy -> copy.confirmDowntime = confirmDowntime);
    }

    /** From which duration on a statement is logged and raises an alert; 10 seconds unless set. */
    public Duration slowStatement() {
        return slowStatement;
    }

    public Settings slowStatement(Duration slowStatement) {
        return with(copy -> copy.slowStatement = slowStatement);
    }

    /** Which versions are accepted; any unless set. */
    public Versioning versioning() {
        return versioning;
    }

    public Settings versioning(Versioning versioning) {
        return with(copy -> copy.versioning = versioning);
    }

    /** What {@link MigrationRunner#start} does; migrate unless set. */
    public StartupMode startupMode() {
        return startupMode;
    }

    public Settings startupMode(StartupMode startupMode) {
        return with(copy -> copy.startupMode = startupMode);
    }

    /** When runs may begin, as {@link RunWindow#parse} reads it; at any time while it is empty, as it is unless set. */
    public String runWindow() {
        return runWindow;
    }

    public Settings runWindow(String runWindow) {
        return with(copy -> copy.runWindow = runWindow);
    }

    /**
     * In how many threads, each with a connection of its own, a run does the batches that it finds or opens; 1 unless set.
     * With 0 it leaves them to others and returns without them: they are reported as deferred.
     */
    public int batchWorkers() {
        return batchWorkers;
    }

    public Settings batchWorkers(int batchWorkers) {
        if (batchWorkers < 0) {
            throw new IllegalArgumentException("there can't be " + batchWorkers + " workers");
        }
        return with(copy -> copy.batchWorkers = batchWorkers);
    }

    /**
     * Whose gates are opened by hand, and why; none unless set.
     *
     * <p>As text: {@code <id>=<reason>}, several apart by semicolons. A gate that was shut and is passed this way leaves
     * the reason in the history.
     */
    public Map<MigrationId, String> openGates() {
        return openGates;
    }

    /** @throws IllegalArgumentException when a reason is missing, or an id is none */
    public Settings openGates(Map<String, String> reasons) {
        Map<MigrationId, String> opened = OpenGates.of(reasons);
        return with(copy -> copy.openGates = opened);
    }

    private Settings with(String name, String value) {
        try {
            return switch (name) {
                case "lock-wait" -> lockWait(Duration.parse(value));
                case "out-of-order" -> outOfOrder(bool(value));
                case "allow-missing" -> allowMissing(bool(value));
                case "single-transaction" -> singleTransaction(bool(value));
                case "confirm-downtime" -> confirmDowntime(bool(value));
                case "slow-statement" -> slowStatement(Duration.parse(value));
                case "versioning" -> versioning(Versioning.valueOf(value.toUpperCase(Locale.ROOT)));
                case "startup-mode" -> startupMode(StartupMode.valueOf(value.toUpperCase(Locale.ROOT)));
                case "run-window" -> runWindow(value);
                case "open-gates" -> openGates(OpenGates.parse(value));
                case "batch-workers" -> batchWorkers(Integer.parseInt(value));
                default ->
                    throw MigrationException.usage(
                            "Unknown setting " + PREFIX + name,
                            "use one of lock-wait, out-of-order, allow-missing, single-transaction, confirm-downtime,"
                                    + " slow-statement, versioning, startup-mode, run-window, open-gates, batch-workers");
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw MigrationException.usage(
                    "The setting " + PREFIX + name + " can't be read (" + e.getMessage() + ")", "correct its value");
        }
    }

    private static boolean isAnotherModules(String variable) {
        for (String module : MODULES) {
            if (variable.startsWith(module)) {
                return true;
            }
        }
        return false;
    }

    private static boolean bool(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("write true or false");
        }
        return value.equals("true");
    }

    private static String propertyName(String variable) {
        return PREFIX
                + variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Settings with(Consumer<Settings> change) {
        Settings copy = new Settings();
        copy.lockWait = lockWait;
        copy.outOfOrder = outOfOrder;
        copy.allowMissing = allowMissing;
        copy.singleTransaction = singleTransaction;
        copy.confirmDowntime = confirmDowntime;
        copy.slowStatement = slowStatement;
        copy.versioning = versioning;
        copy.startupMode = startupMode;
        copy.runWindow = runWindow;
        copy.batchWorkers = batchWorkers;
        copy.openGates = openGates;
        change.accept(copy);
        return copy;
    }
}
