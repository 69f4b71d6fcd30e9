package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.util.List;

/**
 * Privileges on single columns, which a new column gets when every column that it replaces has them.
 *
 * <p>A privilege on the whole table covers the new column anyway.
 */
record Privileges(ColumnChange change, LiveTable table) {
    private static final String GRANTS = "select format('grant %s (%%s) on %I.%I to %s%s', g.privilege_type, n.nspname,"
            + " c.relname, case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,"
            + " case when bool_and(g.is_grantable) then ' with grant option' else '' end)"
            + " from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace cross join aclexplode(a.attacl) g"
            + " where (c.oid = cast(? as oid) or c.oid in (select relid from pg_partition_tree(cast(? as oid))))"
            + " and a.attname = any (string_to_array(?, chr(10))) and not a.attisdropped"
            + " group by n.nspname, c.relname, g.privilege_type, g.grantee having count(distinct a.attname) = ?";

    private static final String COMMENT = "select col_description(cast(? as oid), cast(? as integer))";

    /** For the one column that takes another's place. */
    List<String> comments(PostgresSession db) throws SQLException {
        if (!change.carries()) {
            return List.of();
        }
        Column old = table.columns().get(change.old().get(0));
        String comment = old == null
                ? "null"
                : new Reading(db).texts(COMMENT, table.oid(), old.number()).get(0);
        return comment.equals("null")
                ? List.of()
                : List.of("comment on column " + table.sql() + "."
                        + Identifiers.quoted(change.added().get(0).name()) + " is " + Identifiers.literal(comment));
    }

    List<String> statements(PostgresSession db) throws SQLException {
        if (change.old().isEmpty()) {
            return List.of();
        }
        String columns = change.forward().keySet().stream()
                .map(Identifiers::quoted)
                .collect(java.util.stream.Collectors.joining(", "));
        return new Reading(db)
                        .texts(
                                GRANTS,
                                table.oid(),
                                table.oid(),
                                String.join("\n", change.old()),
                                change.old().size())
                        .stream()
                        .map(grant -> grant.replace("(%s)", "(" + columns + ")"))
                        .toList();
    }
}
