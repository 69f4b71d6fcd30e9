package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the forward expressions fail for rows, in as many as one look may take.
 *
 * <p>Tried as the trigger will do it, by a function of this session. Rows are told by their places, which are no data.
 * What this look doesn't reach, the backfill meets: there the row's key is kept beside the checkpoints.
 */
record FailingRows(ColumnChange change, SyncNames names, LiveTable table) {
    private static final int LOOKED_AT = 20_000;
    private static final int SHOWN = 5;

    private static final String ROWS =
            "select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_catalog.pg_class"
                    + " where oid = cast(? as oid) or oid in (select relid from pg_partition_tree(cast(? as oid)) where isleaf)";

    /**
     * Rows that fail.
     *
     * @param states what the server says to them, as SQLSTATEs
     * @param query finds them
     */
    record Found(String states, String query) {}

    Optional<Found> find(PostgresSession db, Set<String> inputs) throws Exception {
        Reading reading = new Reading(db);
        String function = "pg_temp." + Identifiers.quoted(names.function());
        reading.execute("create function " + function + "(" + declared(inputs) + ") returns text language plpgsql"
                + " set search_path from current as " + Identifiers.literal(body()));
        long rows = Long.parseLong(reading.texts(ROWS, table.oid(), table.oid()).get(0));
        String sample = rows > LOOKED_AT ? " tablesample system (" + 100.0 * LOOKED_AT / rows + ")" : "";
        List<List<@Nullable String>> failing =
                reading.rows("select part, place, said from (select tableoid::regclass::text"
                        + " as part, ctid::text as place, " + function + "(" + names(inputs) + ") as said from "
                        + table.sql()
                        + sample + ") tried where said is not null limit " + SHOWN);
        reading.execute("drop function " + function);
        return failing.isEmpty() ? Optional.empty() : Optional.of(told(failing));
    }

    private static Found told(List<List<@Nullable String>> failing) {
        String states = failing.stream()
                .map(row -> String.valueOf(row.get(2)))
                .distinct()
                .collect(Collectors.joining(", "));
        String part = String.valueOf(failing.get(0).get(0));
        String places = failing.stream()
                .filter(row -> part.equals(row.get(0)))
                .map(row -> '"' + String.valueOf(row.get(1)) + '"')
                .collect(Collectors.joining(","));
        return new Found(states, "select * from " + part + " where ctid = any ('{" + places + "}')");
    }

    private String body() {
        StringBuilder body = new StringBuilder("#variable_conflict use_column\ndeclare\n");
        List<Added> added = change.added();
        for (int i = 0; i < added.size(); i++) {
            body.append("upshift_")
                    .append(i)
                    .append(' ')
                    .append(type(added.get(i)))
                    .append(";\n");
        }
        body.append("begin\n");
        for (int i = 0; i < added.size(); i++) {
            body.append("upshift_")
                    .append(i)
                    .append(" := (")
                    .append(added.get(i).forward())
                    .append("\n);\n");
        }
        return body.append("return null;\nexception when others then return sqlstate;\nend")
                .toString();
    }

    private String type(Added column) {
        String like = column.like();
        Column known = like == null ? null : table.columns().get(like);
        return column.type() == null && known != null ? known.type() : String.valueOf(column.type());
    }

    private String declared(Set<String> inputs) {
        List<String> declared = new ArrayList<>();
        for (String input : inputs) {
            Column column = table.columns().get(input);
            declared.add(Identifiers.quoted(input) + " " + (column == null ? "text" : column.type()));
        }
        return String.join(", ", declared);
    }

    private static String names(Set<String> inputs) {
        return inputs.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
