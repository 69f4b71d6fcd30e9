package io.upshift.postgres;

import io.upshift.Metadata;
import io.upshift.MigrationException;
import io.upshift.Risk;
import io.upshift.postgres.sql.Directive;
import io.upshift.postgres.sql.SqlScript;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/** What a file's directives say of its migration. */
record Directives(Metadata metadata, boolean isNonTransactional) {

    static Directives of(SqlScript script) {
        Metadata metadata = Metadata.none();
        boolean nonTransactional = false;
        for (Directive directive : script.directives()) {
            if (directive.key().equals("no-transaction")) {
                nonTransactional = isTrue(directive);
            } else {
                metadata = with(metadata, directive, script.name());
            }
        }
        return new Directives(metadata, nonTransactional);
    }

    private static Metadata with(Metadata metadata, Directive directive, String file) {
        String value = directive.value();
        try {
            return switch (directive.key()) {
                case "author" -> metadata.author(value);
                case "breaking" -> metadata.breaking(isTrue(directive));
                case "date" -> metadata.date(LocalDate.parse(value));
                case "depends-on" -> metadata.dependsOn(directive.values().toArray(new String[0]));
                case "description" -> metadata.description(value);
                case "estimated-duration" -> metadata.estimatedDuration(Duration.parse(value));
                case "impacted-tables" ->
                    metadata.impactedTables(directive.values().toArray(new String[0]));
                case "owner" -> metadata.owner(value);
                case "requires-downtime" -> metadata.requiresDowntime(isTrue(directive));
                case "risk" -> metadata.risk(Risk.valueOf(value.toUpperCase(Locale.ROOT)));
                case "version" -> metadata.version(value);
                default -> metadata;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw MigrationException.refused(
                    "The directive " + directive.key() + " can't be read · " + file + ":" + directive.line(),
                    String.valueOf(e.getMessage()),
                    "correct its value");
        }
    }

    private static boolean isTrue(Directive directive) {
        return directive.value().equals("true");
    }
}
