package io.upshift.dynamodb;

import io.upshift.MigrationException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a {@link DynamoDbTarget} behaves; each setting has the same name here, as a system property and as an environment
 * variable.
 *
 * <p>{@code tableWait} is {@code upshift.dynamodb.table-wait} and {@code UPSHIFT_DYNAMODB_TABLE_WAIT}. Durations are
 * ISO-8601 ({@code PT20S}). Immutable; each setter returns a changed copy.
 *
 * @param table the tracking table; empty, the default, means {@code <service>_dynamodb_migrations}
 * @param lease after how long without a renewal others may take the run lock over; 20 seconds unless set, at least 1
 * @param tableWait how long to wait for one change of a table, such as the backfill of an index; 4 hours unless set
 * @param pointInTimeRecovery whether to switch it on for the tracking table when that is made; false unless set
 * @param tags of the tracking table when it is made; as a text, {@code team=orders,stage=live}
 * @param allowReplicas whether tables with replicas in other Regions may be changed; false unless set
 */
public record DynamoDbSettings(
        String table,
        Duration lease,
        Duration tableWait,
        boolean pointInTimeRecovery,
        Map<String, String> tags,
        boolean allowReplicas) {
    private static final String PREFIX = "upshift.dynamodb.";
    private static final String VARIABLE = "UPSHIFT_DYNAMODB_";
    private static final String CONNECTION = "endpoint|region";
    private static final DynamoDbSettings DEFAULTS =
            new DynamoDbSettings("", Duration.ofSeconds(20), Duration.ofHours(4), false, Map.of(), false);

    public DynamoDbSettings {
        tags = Map.copyOf(tags);
        if (!table.matches("|[a-zA-Z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    "A table's name has 3 to 255 of the characters a-z, A-Z, 0-9, _, - and .");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A lease lasts at least a second");
        }
    }

    public static DynamoDbSettings defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults, changed by this process's system properties and then by its environment variables.
     *
     * @throws MigrationException on a name that starts like a setting and isn't one, or a value that can't be read
     */
    public static DynamoDbSettings fromEnvironment() {
        Map<String, String> found = new TreeMap<>();
        System.getProperties().forEach((name, value) -> {
            if (name instanceof String text && text.startsWith(PREFIX)) {
                found.put(text.substring(PREFIX.length()), String.valueOf(value));
            }
        });
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                found.put(
                        name.substring(VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                        value);
            }
        });
        DynamoDbSettings settings = DEFAULTS;
        for (Map.Entry<String, String> one : found.entrySet()) {
            if (!one.getKey().matches(CONNECTION)) {
                settings = settings.with(one.getKey(), one.getValue());
            }
        }
        return settings;
    }

    public DynamoDbSettings table(String table) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    public DynamoDbSettings lease(Duration lease) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    public DynamoDbSettings tableWait(Duration tableWait) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    public DynamoDbSettings pointInTimeRecovery(boolean pointInTimeRecovery) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    public DynamoDbSettings tags(Map<String, String> tags) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    public DynamoDbSettings allowReplicas(boolean allowReplicas) {
        return new DynamoDbSettings(table, lease, tableWait, pointInTimeRecovery, tags, allowReplicas);
    }

    DynamoDbSettings with(String name, String value) {
        try {
            return switch (name) {
                case "table" -> table(value);
                case "lease" -> lease(Duration.parse(value));
                case "table-wait" -> tableWait(Duration.parse(value));
                case "point-in-time-recovery" -> pointInTimeRecovery(bool(value));
                case "tags" -> tags(pairs(value));
                case "allow-replicas" -> allowReplicas(bool(value));
                default ->
                    throw MigrationException.usage(
                            "Unknown setting " + PREFIX + name,
                            "use one of table, lease, table-wait, point-in-time-recovery, tags, allow-replicas,"
                                    + " endpoint, region");
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw MigrationException.usage(
                    "The setting " + PREFIX + name + " can't be read (" + e.getMessage() + ")", "correct its value");
        }
    }

    private static Map<String, String> pairs(String value) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : value.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("write key=value, with commas between them");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return pairs;
    }

    private static boolean bool(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("write true or false");
        }
        return value.equals("true");
    }
}
