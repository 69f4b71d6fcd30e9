package io.upshift.postgres;

import io.upshift.Metadata;
import io.upshift.MigrationException;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.sql.Directive;
import io.upshift.postgres.sql.SqlScript;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a file's directives say of its migration, and of how its statements run. */
record Directives(Metadata metadata, boolean isNonTransactional, TimeLimits limits) {
    private static final Directives NONE = new Directives(Metadata.none(), false, TimeLimits.NONE);
    private static final List<String> OF_THE_UP = List.of(
            "breaking", "depends-on", "estimated-duration", "impacted-tables", "phase", "requires-downtime", "risk");

    static Directives of(SqlScript script) {
        Directives directives = NONE;
        for (Directive directive : script.directives()) {
            try {
                directives = directives.with(directive);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw MigrationException.refused(
                        "The directive " + directive.key() + " can't be read · " + script.name() + ":"
                                + directive.line(),
                        String.valueOf(e.getMessage()),
                        "correct its value");
            }
        }
        return directives;
    }

    /** Of a file that takes back: what the runner reads of the migration, it reads in the up file. */
    static Directives ofWayBack(SqlScript script) {
        for (Directive directive : script.directives()) {
            if (OF_THE_UP.contains(directive.key())) {
                throw MigrationException.refused(
                        "The directive " + directive.key() + " is out of place · " + script.name() + ":"
                                + directive.line(),
                        "it would have no effect in a file that takes a migration back",
                        "move it to the file that brings the migration");
            }
        }
        return of(script);
    }

    private Directives with(Directive directive) {
        return switch (directive.key()) {
            case "no-transaction" -> new Directives(metadata, isTrue(directive), limits);
            case "lock-timeout" ->
                new Directives(
                        metadata,
                        isNonTransactional,
                        new TimeLimits(Durations.limit(directive.value()), limits.statement()));
            case "statement-timeout" ->
                new Directives(
                        metadata,
                        isNonTransactional,
                        new TimeLimits(limits.lock(), Durations.limit(directive.value())));
            default -> new Directives(with(metadata, directive), isNonTransactional, limits);
        };
    }

    private static Metadata with(Metadata metadata, Directive directive) {
        String value = directive.value();
        return switch (directive.key()) {
            case "author" -> metadata.author(value);
            case "breaking" -> metadata.breaking(isTrue(directive));
            case "date" -> metadata.date(LocalDate.parse(value));
            case "depends-on" -> metadata.dependsOn(directive.values().toArray(new String[0]));
            case "description" -> metadata.description(value);
            case "estimated-duration" -> metadata.estimatedDuration(Durations.parse(value));
            case "impacted-tables" -> metadata.impactedTables(directive.values().toArray(new String[0]));
            case "owner" -> metadata.owner(value);
            case "phase" -> metadata.phase(oneOf(Phase.values(), value));
            case "requires-downtime" -> metadata.requiresDowntime(isTrue(directive));
            case "risk" -> metadata.risk(oneOf(Risk.values(), value));
            case "version" -> metadata.version(value);
            default -> throw new IllegalArgumentException("nothing reads it");
        };
    }

    private static <E extends Enum<E>> E oneOf(E[] constants, String value) {
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'" + value + "' is not one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT));
    }

    private static boolean isTrue(Directive directive) {
        return switch (directive.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + directive.value() + "' is neither true nor false");
        };
    }
}
