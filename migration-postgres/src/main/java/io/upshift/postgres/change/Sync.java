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
        boolean others,
        String purpose) {

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add("create function " + function() + "() returns trigger language plpgsql set search_path from current"
                + settings() + " as " + Identifiers.literal(body()));
        statements.add(trigger(0, "insert", "", "insert"));
        statements.add(trigger(1, "update of " + list(newSide()), "", "new"));
        statements.add(trigger(2, "update of " + list(oldSide()), "", "old"));
        if (others) {
            statements.add(trigger(3, "update", unnoticed(), "others"));
        }
        return statements;
    }

    String function() {
        return table.in(names.function());
    }

    private String settings() {
        return "";
    }

    private String trigger(int place, String event, String when, String way) {
        return "create trigger " + Identifiers.quoted(names.trigger(place)) + " before " + event + " on " + table.sql()
                + " for each row " + when + "execute function " + function() + "(" + Identifiers.literal(way) + ")";
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
        return "when (new." + marker() + " is not distinct from old." + marker()
                + " and not " + same(both) + ") ";
    }

    private String body() {
        // For a composite type, IS NOT NULL asks about its fields.
        String present = forward.keySet().stream()
                .map(column -> "new." + Identifiers.quoted(column) + " is distinct from null")
                .collect(Collectors.joining(" or "));
        return """
                #variable_conflict use_column
                declare
                    upshift_way text := tg_argv[0];
                begin
                    if upshift_way = 'insert' then
                        -- A row that has a mark already was moved here from another partition.
                        if new.%1$s is not null then
                            return new;
                        end if;
                        upshift_way := case when %2$s then 'new' else 'old' end;
                    elsif upshift_way = 'old' and new.%1$s is distinct from old.%1$s then
                        return new;
                    elsif upshift_way = 'others' then
                        upshift_way := case when %3$s then 'old' else 'new' end;
                    end if;
                    if upshift_way = 'new' then
                %4$s    else
                %5$s    end if;
                    if tg_op = 'INSERT' then
                        new.%1$s := true;
                    else
                        new.%1$s := old.%1$s is not true;
                    end if;
                    return new;
                end
                """.formatted(
                        marker(),
                        present,
                        same(forward.keySet()),
                        assignments(back, backInputs),
                        assignments(forward, forwardInputs));
    }

    /** Columns become variables, which PL/pgSQL computes with far faster than with a query. */
    private String assignments(Map<String, String> expressions, Set<String> inputs) {
        if (expressions.isEmpty()) {
            return "        null;\n";
        }
        StringBuilder block = new StringBuilder(200);
        block.append("        <<").append(Identifiers.quoted(table.name().name())).append(">>\n        declare\n");
        for (String input : inputs) {
            Column column = table.columns().get(input);
            block.append("            ")
                    .append(Identifiers.quoted(input))
                    .append(' ')
                    .append(column == null ? "text" : column.declared())
                    .append(" := new.")
                    .append(Identifiers.quoted(input))
                    .append(";\n");
        }
        block.append("        begin\n");
        expressions.forEach((column, expression) -> block.append("            new.")
                .append(Identifiers.quoted(column))
                .append(" := (")
                .append(expression)
                .append("\n            );\n"));
        return block.append("        end;\n").toString();
    }

    private String marker() {
        return Identifiers.quoted(names.marker());
    }

    private static String same(Collection<String> columns) {
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
