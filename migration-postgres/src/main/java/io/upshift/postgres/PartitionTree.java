package io.upshift.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The partitions of a table, each with its part of a partitioned index, if it has one.
 *
 * @param nodes parents before their partitions; what lies below a partition without index is left out
 * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">partitioned indexes</a>
 */
record PartitionTree(List<Node> nodes, boolean isRootValid) {
    private static final String WALK =
            "with recursive node (tab, idx, parent) as (select ?::regclass::oid, ?::regclass::oid, null::oid union all"
                    + " select p.inhrelid, (select i.indexrelid from pg_inherits a join pg_index i on i.indexrelid = a.inhrelid"
                    + " where a.inhparent = node.idx and i.indrelid = p.inhrelid), node.idx"
                    + " from node join pg_inherits p on p.inhparent = node.tab"
                    + " where node.idx is not null and not p.inhdetachpending)"
                    + " select format('%I.%I', n.nspname, c.relname), n.nspname, c.relname, c.relkind,"
                    + " pi.indexrelid::regclass::text, pg_get_indexdef(pi.indexrelid), node.idx is not null, ri.indisvalid"
                    + " from node join pg_class c on c.oid = node.tab join pg_namespace n on n.oid = c.relnamespace"
                    + " join pg_index pi on pi.indexrelid = node.parent cross join pg_index ri where ri.indexrelid = ?::regclass";

    /**
     * @param table qualified and quoted
     * @param parentIndex the index of the table above, qualified where it has to be
     * @param parentDefinition what that index is
     */
    record Node(
            String table,
            String schema,
            String name,
            String kind,
            String parentIndex,
            String parentDefinition,
            boolean hasIndex) {

        boolean isPartitioned() {
            return kind.equals("p");
        }

        /** A foreign table can have no index, and its absence doesn't matter. */
        boolean isMissing() {
            return !hasIndex && !kind.equals("f");
        }
    }

    static boolean isPartitioned(PostgresSession session, String table) throws SQLException {
        try (PreparedStatement look = session.connection()
                .prepareStatement("select relkind = 'p' from pg_class where oid = to_regclass(?)")) {
            look.setString(1, table);
            try (ResultSet row = look.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    static PartitionTree of(PostgresSession session, String table, String index) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        boolean valid = false;
        try (PreparedStatement walk = session.connection().prepareStatement(WALK)) {
            walk.setString(1, table);
            walk.setString(2, index);
            walk.setString(3, index);
            try (ResultSet row = walk.executeQuery()) {
                while (row.next()) {
                    nodes.add(new Node(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getBoolean(7)));
                    valid = row.getBoolean(8);
                }
            }
        }
        return new PartitionTree(nodes, nodes.isEmpty() || valid);
    }

    List<Node> missing() {
        return nodes.stream().filter(Node::isMissing).toList();
    }

    /** PostgreSQL never calls the index of a table with foreign partitions valid. */
    boolean isComplete() {
        boolean foreign = nodes.stream().anyMatch(node -> node.kind().equals("f"));
        return missing().isEmpty() && (isRootValid || foreign);
    }
}
