package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key that is added for new rows, and validated in a transaction of its own.
 *
 * <p>A partitioned table takes none for new rows only before PostgreSQL 18: there each partition gets its own, validated,
 * and the table's key then takes those over without a scan. A partition that appears in between is read under the lock
 * of that last step. Index the columns first, or every delete of a parent row reads the whole table. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES">NOT VALID</a>
 */
public final class ForeignKey implements OnlineChange {
    private final String name;
    private List<String> columns = List.of();
    private List<String> referencedColumns = List.of();
    private @Nullable TableName table;
    private @Nullable TableName referenced;
    private String actions = "";

    ForeignKey(String name) {
        this.name = name;
    }

    /** The table and the columns that refer; required. */
    public ForeignKey on(String table, String... columns) {
        return with(copy -> {
            copy.table = TableName.of(table);
            copy.columns = List.of(columns);
        });
    }

    /** The table and the columns that are referred to; required. */
    public ForeignKey references(String table, String... columns) {
        return with(copy -> {
            copy.referenced = TableName.of(table);
            copy.referencedColumns = List.of(columns);
        });
    }

    /** What else a foreign key says in SQL, such as {@code on delete cascade}. */
    public ForeignKey actions(String actions) {
        return with(copy -> copy.actions = " " + actions);
    }

    @Override
    public List<Step<PostgresSession>> steps() {
        TableName on = table;
        if (on == null) {
            throw new IllegalArgumentException("The foreign key " + name + " has no table: call .on(…)");
        }
        return List.of(
                Step.transactional(add(on.sql()) + " not valid", db -> addNotValid(db, on), db -> drop(db, on)),
                Step.transactional("validate " + name, db -> validate(db, on), db -> {}),
                Step.transactional("take over " + name + " of partitions", db -> takeOver(db, on), db -> {}));
    }

    private void addNotValid(PostgresSession db, TableName on) throws SQLException {
        for (String one : parts(db, on)) {
            db.sql(add(one) + " not valid");
        }
    }

    private void validate(PostgresSession db, TableName on) throws Exception {
        for (String one : parts(db, on)) {
            PostgresSteps.validating(one, name).run(db);
        }
    }

    private void takeOver(PostgresSession db, TableName on) throws SQLException {
        if (!new Facts(db, on).takesForeignKeyNotValid()) {
            db.sql(add(on.sql()));
        }
    }

    /** With the table's key go those that it has taken over; without it the partitions may have their own. */
    private void drop(PostgresSession db, TableName on) throws SQLException {
        db.sql(dropSql(on.sql()));
        for (String one : parts(db, on)) {
            db.sql(dropSql(one));
        }
    }

    private String dropSql(String from) {
        return "alter table " + from + " drop constraint if exists " + Names.quoted(name);
    }

    private static List<String> parts(PostgresSession db, TableName on) throws SQLException {
        Facts facts = new Facts(db, on);
        return facts.takesForeignKeyNotValid() ? List.of(on.sql()) : facts.leaves();
    }

    private String add(String to) {
        if (referenced == null) {
            throw new IllegalArgumentException("The foreign key " + name + " refers to nothing: call .references(…)");
        }
        return "alter table " + to + " add constraint " + Names.quoted(name) + " foreign key (" + Names.list(columns)
                + ") references " + referenced.sql() + " (" + Names.list(referencedColumns) + ")" + actions;
    }

    private ForeignKey with(Consumer<ForeignKey> change) {
        ForeignKey copy = new ForeignKey(name);
        copy.columns = columns;
        copy.referencedColumns = referencedColumns;
        copy.table = table;
        copy.referenced = referenced;
        copy.actions = actions;
        change.accept(copy);
        return copy;
    }
}
