package io.upshift.postgres.online;

import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the catalog says of a table. */
record Facts(PostgresSession db, TableName table) {
    /** From this version on a partitioned table takes a foreign key NOT VALID. */
    private static final int PARTITIONED_NOT_VALID = 180_000;

    boolean isPartitioned() throws SQLException {
        return is("select relkind = 'p' from pg_catalog.pg_class where oid = to_regclass(?)", table.sql());
    }

    boolean takesForeignKeyNotValid() throws SQLException {
        return !isPartitioned()
                || Integer.parseInt(texts("select current_setting('server_version_num')")
                                .get(0))
                        >= PARTITIONED_NOT_VALID;
    }

    boolean isNullable(String column) throws SQLException {
        return is(
                "select not attnotnull from pg_catalog.pg_attribute where attrelid = to_regclass(?) and attname = ?",
                table.sql(),
                column);
    }

    /** The partitions that hold rows, quoted and with their schemas. */
    List<String> leaves() throws SQLException {
        return texts(
                "select format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_partition_tree(to_regclass(?)) p"
                        + " join pg_catalog.pg_class c on c.oid = p.relid"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where p.isleaf and c.relkind = 'r'"
                        + " order by 1",
                table.sql());
    }

    boolean is(String sql, String... binds) throws SQLException {
        List<String> found = texts(sql, binds);
        return !found.isEmpty() && "t".equals(found.get(0));
    }

    List<String> texts(String sql, String... binds) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = db.connection().prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setString(i + 1, binds[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
