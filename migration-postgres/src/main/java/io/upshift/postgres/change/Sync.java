package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The function and the triggers that keep old and new columns of one table in step.
 *
 * <p>Which side counts is decided by what a statement writes, never by a session's state and never by comparing values: a
 * null that is written to a row which isn't filled yet looks like no change. Whoever writes new columns flips the marker,
 * which tells the trigger of the old ones, which fires after it, that the statement wrote both and that new has won.
 * The function's search path and time zone are its own, so that every session computes the same.
 *
 * @param forwardInputs the columns that the forward expressions read
 * @param backInputs the columns that the expressions of the way back read
 * @param others whether the table has triggers that may change a column which no statement names
 */
record Sync(
        LiveTable table,
        SyncNames names,
        Map<String, String> forward,
        Map<String, String> back,
        Set<String> forwardInputs,
        Set<String> backInputs,
        boolean others) {

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "create function " + function() + "() returns trigger language plpgsql set search_path from current"
                        + " set timezone to 'UTC' as " + Identifiers.literal(new SyncBody(this).text()));
        statements.add(trigger("0", "insert", "", "'insert'"));
        if (forward.size() > 1) {
            int bit = SyncBody.FIRST_BIT;
            for (String column : forward.keySet()) {
                String when = "when (old." + marker() + " is null) ";
                statements.add(trigger(
                        "1_" + bit, "update of " + Identifiers.quoted(column), when, "'written', '" + bit + "'"));
                bit *= 2;
            }
        }
        statements.add(trigger("2", "update of " + list(newSide()), "", "'new'"));
        statements.add(trigger("3", "update of " + list(oldSide()), "", "'old'"));
        if (others) {
            statements.add(trigger("4", "update", unnoticed(), "'others'"));
        }
        // Whoever changes the key of a row that isn't filled may move it past the end of the backfill.
        statements.add(trigger("5", "update", "when (new." + marker() + " is null) ", "'old'"));
        return statements;
    }

    String function() {
        return table.in(names.function());
    }

    private String trigger(String place, String event, String when, String arguments) {
        return "create trigger " + Identifiers.quoted(names.trigger(place)) + " before " + event + " on " + table.sql()
                + " for each row " + when + "execute function " + function() + "(" + arguments + ")";
    }

    private Set<String> newSide() {
        Set<String> columns = new TreeSet<>(backInputs);
        columns.removeAll(forwardInputs);
        columns.addAll(forward.keySet());
        return columns;
    }

    /** With the marker, by which the backfill asks for a row to be done. */
    private Set<String> oldSide() {
        Set<String> columns = new TreeSet<>(forwardInputs);
        columns.add(names.marker());
        return columns;
    }

    /** Neither of the two before has fired, and another trigger has changed one side: seen by its bytes, for any type. */
    private String unnoticed() {
        Set<String> both = new TreeSet<>(forwardInputs);
        both.addAll(forward.keySet());
        return "when (new." + marker() + " is not distinct from old." + marker() + " and not " + same(both) + ") ";
    }

    String marker() {
        return Identifiers.quoted(names.marker());
    }

    static String same(Collection<String> columns) {
        return "pg_catalog.record_image_eq(" + row("new", columns) + ", " + row("old", columns) + ")";
    }

    private static String row(String record, Collection<String> columns) {
        return columns.stream()
                .map(column -> record + "." + Identifiers.quoted(column))
                .collect(Collectors.joining(", ", "row(", ")"));
    }

    private static String list(Collection<String> columns) {
        return columns.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
