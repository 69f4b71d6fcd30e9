package io.upshift.postgres;

import io.upshift.StepException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An index on a partitioned table, without stopping its writers: on the table alone, concurrently on each partition, and
 * attached.
 *
 * <p>Each part is recognised by its definition, so that what an interrupted run has built, or somebody has by hand, is
 * attached and not built again. A partition that appears meanwhile gets its part from PostgreSQL; the tree is read again
 * until nothing is missing.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">the recipe</a>
 */
final class PartitionedIndex {
    private static final int LONGEST_NAME = 63;

    private static final String UNATTACHED =
            "select format('%I.%I', n.nspname, c.relname), pg_get_indexdef(i.indexrelid), i.indisvalid and i.indisready"
                    + " and i.indislive from pg_index i join pg_class c on c.oid = i.indexrelid"
                    + " join pg_namespace n on n.oid = c.relnamespace where i.indrelid = ?::regclass"
                    + " and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid) order by c.relname";

    private final PostgresSession session;
    private final IndexDefinition definition;

    PartitionedIndex(PostgresSession session, IndexDefinition definition) {
        this.session = session;
        this.definition = definition;
    }

    /** @param found what bears the index's name, and is made by the statement; null when nothing does */
    void build(IndexDefinition.@Nullable Found found) throws Exception {
        String root = found == null ? onTableAlone() : found.name();
        List<PartitionTree.Node> missing = missing(root);
        while (!missing.isEmpty()) {
            for (PartitionTree.Node node : missing) {
                attach(node, part(node));
            }
            // What lies below a new part, and what has appeared meanwhile.
            missing = missing(root);
        }
    }

    private List<PartitionTree.Node> missing(String root) throws SQLException {
        return PartitionTree.of(session, definition.table(), root).missing();
    }

    private String onTableAlone() throws Exception {
        new BriefLock(session).run(statement("", definition.index(), definition.table()));
        IndexDefinition.Found made = definition.find(session);
        if (made == null) {
            throw new StepException("the index " + definition.index() + " was made and isn't there", "run again");
        }
        return made.name();
    }

    /** The node's own index, which may be there already. */
    private String part(PartitionTree.Node node) throws Exception {
        String name = name(node);
        String there = unattached(node);
        if (there != null) {
            return there;
        }
        if (node.isPartitioned()) {
            new BriefLock(session).run(statement("", Identifiers.quoted(name), node.table()));
        } else {
            session.sql(statement("concurrently ", Identifiers.quoted(name), node.table()));
        }
        return Identifiers.quoted(node.schema()) + "." + Identifiers.quoted(name);
    }

    /** An index of this definition that is attached nowhere; what a build has left behind is dropped. */
    private @Nullable String unattached(PartitionTree.Node node) throws SQLException {
        BuilderWait.await(session, node.table());
        String usable = null;
        String leftOver = null;
        try (PreparedStatement look = session.connection().prepareStatement(UNATTACHED)) {
            look.setString(1, node.table());
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    if (IndexDefinition.isSame(row.getString(2), node.parentDefinition())) {
                        boolean isUsable = row.getBoolean(3) || node.isPartitioned();
                        usable = isUsable && usable == null ? row.getString(1) : usable;
                        leftOver = isUsable ? leftOver : row.getString(1);
                    }
                }
            }
        }
        if (leftOver != null) {
            session.sql("drop index concurrently " + leftOver);
        }
        return usable;
    }

    private void attach(PartitionTree.Node node, String part) throws Exception {
        new BriefLock(session).run("alter index " + node.parentIndex() + " attach partition " + part);
    }

    private String statement(String how, String name, String table) throws StepException {
        String sql = definition.on(how, name, table);
        if (sql == null) {
            throw new StepException(
                    "the table is partitioned, and the statement can't be taken apart to build its index by partition",
                    "write it as create index concurrently <name> on <table> …, without comments in its head");
        }
        return sql;
    }

    /** The same every time, and unlike that of any other partition. */
    private String name(PartitionTree.Node node) {
        String own = IndexDefinition.unquoted(definition.index());
        String name = own + "_" + node.name();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        String tail = "_" + Long.toHexString(sum.getValue());
        int cut = name.length();
        while (name.substring(0, cut).getBytes(StandardCharsets.UTF_8).length + tail.length() > LONGEST_NAME) {
            cut--;
        }
        return name.substring(0, Character.isHighSurrogate(name.charAt(cut - 1)) ? cut - 1 : cut) + tail;
    }
}
