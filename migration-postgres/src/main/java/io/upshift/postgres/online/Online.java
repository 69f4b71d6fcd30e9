package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes to a schema while it is in use.
 *
 * <p>A table's name may be {@code table} or {@code schema.table}; names are taken as they are, in upper and lower case.
 * Expressions, types and conditions are SQL. What takes a strong lock takes it for a moment and in short tries (see
 * {@link io.upshift.postgres.LockBudgets}); what reads a whole table does it under a lock that neither readers nor
 * writers mind. A change that was cut off anywhere is completed by running again, and taken back by a revert where
 * nothing is said to the contrary.
 */
public final class Online {
    private Online() {}

    /** The steps of several changes, one after the other. */
    public static List<Step<PostgresSession>> steps(OnlineChange... changes) {
        List<Step<PostgresSession>> steps = new ArrayList<>();
        for (OnlineChange change : changes) {
            steps.addAll(change.steps());
        }
        return List.copyOf(steps);
    }

    /** An index, built concurrently; on a partitioned table partition by partition. */
    public static CreateIndex createIndex(String name) {
        return new CreateIndex(name);
    }

    /** Drops an index concurrently; can't be taken back. See {@link CreateIndex#dropped} for one that can. */
    public static OnlineChange dropIndex(String name) {
        return new DropIndex(name);
    }

    /** Builds an index anew, concurrently; what an interrupted try left behind is cleared away. Going back does nothing. */
    public static OnlineChange reindexIndex(String name) {
        return new Reindex("index", name);
    }

    /** Builds all indexes of a table anew, as {@link #reindexIndex} does with one. */
    public static OnlineChange reindexTable(String table) {
        return new Reindex("table", table);
    }

    /** A foreign key: first for new rows only, then validated. */
    public static ForeignKey addForeignKey(String name) {
        return new ForeignKey(name);
    }

    /**
     * A check: first for new rows only, then validated.
     *
     * @param condition such as {@code total >= 0}
     */
    public static OnlineChange addCheck(String name, String table, String condition) {
        return new AddCheck(name, TableName.of(table), condition);
    }

    /**
     * Makes a column not null, without the scan under a strong lock: a validated check proves it first, and goes away.
     *
     * <p>Going back makes the column nullable, whether or not it was before.
     */
    public static OnlineChange setNotNull(String table, String column) {
        return new NotNull(TableName.of(table), column);
    }

    /** A unique constraint on an index that is built concurrently; not for a partitioned table. */
    public static OnlineChange addUnique(String name, String table, String... columns) {
        return new KeyFromIndex("unique", name, table, List.of(columns));
    }

    /** A primary key on an index that is built concurrently; its columns have to be not null already. */
    public static OnlineChange addPrimaryKey(String name, String table, String... columns) {
        return new KeyFromIndex("primary key", name, table, List.of(columns));
    }

    /** A column whose values are filled in afterwards, see {@link FilledColumn}. */
    public static FilledColumn addColumn(String table, String column, String type) {
        return new FilledColumn(TableName.of(table), column, type);
    }

    /**
     * Another type for a column, if PostgreSQL needs no look at the rows for it: more room for a text, a number, bits or a
     * time, or no limit at all. Refused otherwise, and then expand and contract is the way. Can't be taken back.
     */
    public static OnlineChange alterType(String table, String column, String type) {
        return new AlterType(TableName.of(table), column, type);
    }

    /** Drops a column, and what is in it; see {@link Drop}. */
    public static Drop dropColumn(String table, String column) {
        TableName name = TableName.of(table);
        return Drop.of(table + "." + column, "alter table " + name.sql() + " drop column " + Names.quoted(column));
    }

    /** Drops a table, and what is in it; see {@link Drop}. */
    public static Drop dropTable(String table) {
        return Drop.of(table, "drop table " + TableName.of(table).sql());
    }

    /** Takes a partition out of its table, concurrently; see {@link PartitionDetach#bounds} for the way back. */
    public static PartitionDetach detachPartition(String table, String partition) {
        return new PartitionDetach(TableName.of(table), TableName.of(partition), null);
    }
}
