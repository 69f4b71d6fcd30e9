package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has; those that stand for settings win over the environment. */
final class FrameOptions {
    private static final String FLAG = "0..1";
    private static final String SET = "true";

    @Option(names = "--json", description = "Prints one JSON document, and nothing else, on the standard output.")
    private boolean json;

    @Option(
            names = "--out-of-order",
            arity = FLAG,
            fallbackValue = SET,
            description = "Allows a migration to be applied after one with a later version.")
    private @Nullable Boolean outOfOrder;

    @Option(
            names = "--allow-missing",
            arity = FLAG,
            fallbackValue = SET,
            description = "Allows an applied migration to be missing from the service's own.")
    private @Nullable Boolean allowMissing;

    @Option(
            names = "--single-transaction",
            arity = FLAG,
            fallbackValue = SET,
            description = "Lets neighbouring transactional migrations share one transaction.")
    private @Nullable Boolean singleTransaction;

    @Option(
            names = "--confirm-downtime",
            arity = FLAG,
            fallbackValue = SET,
            description = "Confirms that migrations which need downtime may run now.")
    private @Nullable Boolean confirmDowntime;

    @Option(
            names = "--lock-wait",
            paramLabel = "<duration>",
            description = "How long to wait for another instance, such as PT10M.")
    private @Nullable Duration lockWait;

    @Option(
            names = "--open-gate",
            paramLabel = "<id=reason>",
            description = "Opens the gate of a migration by hand; the history keeps the reason.")
    private Map<String, String> openGates = new LinkedHashMap<>();

    @Option(
            names = "--in-store",
            paramLabel = "<name>",
            description = "Which of several stores, for what is done to a single one.")
    private String store = "";

    String store() {
        return store;
    }

    boolean json() {
        return json;
    }

    Settings settings() {
        Settings settings = Settings.fromEnvironment();
        if (outOfOrder != null) {
            settings = settings.outOfOrder(outOfOrder);
        }
        if (allowMissing != null) {
            settings = settings.allowMissing(allowMissing);
        }
        if (singleTransaction != null) {
            settings = settings.singleTransaction(singleTransaction);
        }
        if (confirmDowntime != null) {
            settings = settings.confirmDowntime(confirmDowntime);
        }
        if (!openGates.isEmpty()) {
            settings = opening(settings);
        }
        return lockWait == null ? settings : settings.lockWait(lockWait);
    }

    private Settings opening(Settings settings) {
        try {
            return settings.openGates(openGates);
        } catch (IllegalArgumentException e) {
            throw MigrationException.usage(
                    "The gate can't be opened (" + e.getMessage() + ")", "give --open-gate <id>=<reason>");
        }
    }
}
