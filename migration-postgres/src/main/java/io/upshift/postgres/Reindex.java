package io.upshift.postgres;

import io.upshift.Operation;
import io.upshift.postgres.sql.ReindexStatement;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * REINDEX CONCURRENTLY, which leaves an invalid twin of an index behind when it is cut off.
 *
 * <p>That an index is new can't be seen, so after an interruption it is built again; twins are recognised by their
 * definition and the ending that PostgreSQL gives them, and dropped.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY">what it leaves</a>
 */
final class Reindex implements Operation<PostgresSession> {
    private static final String TWINS =
            "with target as (select coalesce(i.indrelid, c.oid) tab, i.indexrelid idx from pg_class c"
                    + " left join pg_index i on i.indexrelid = c.oid where c.oid = to_regclass(?)),"
                    + " own as (select tab from target union select relid from target, pg_partition_tree(tab)),"
                    + " tables as (select tab from own union select reltoastrelid from own join pg_class c on c.oid = tab)"
                    + " select distinct format('%I.%I', n.nspname, c.relname), pg_get_indexdef(twin.indexrelid),"
                    + " pg_get_indexdef(own.indexrelid) from tables join pg_index twin on twin.indrelid = tab"
                    + " join pg_class c on c.oid = twin.indexrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " join pg_index own on own.indrelid = tab and own.indexrelid <> twin.indexrelid, target"
                    + " where not twin.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'"
                    + " and (target.idx is null or own.indexrelid = target.idx"
                    + " or exists (select from pg_partition_tree(target.idx) t where t.relid = own.indexrelid))";

    private final String file;
    private final SqlStatement statement;
    private final ReindexStatement what;
    private boolean ran;

    Reindex(String file, SqlStatement statement, ReindexStatement what) {
        this.file = file;
        this.statement = statement;
        this.what = what;
    }

    @Override
    public void run(PostgresSession session) throws SQLException {
        for (String twin : twins(session)) {
            session.sql("drop index concurrently if exists " + twin);
        }
        session.run(file, statement);
        ran = true;
    }

    @Override
    public boolean isDone(PostgresSession session) throws SQLException {
        return ran && twins(session).isEmpty();
    }

    private List<String> twins(PostgresSession session) throws SQLException {
        List<String> twins = new ArrayList<>();
        try (PreparedStatement look = session.connection().prepareStatement(TWINS)) {
            look.setString(1, what.name());
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    if (IndexDefinition.isSame(row.getString(2), row.getString(3))
                            && !twins.contains(row.getString(1))) {
                        twins.add(row.getString(1));
                    }
                }
            }
        }
        return twins;
    }
}
