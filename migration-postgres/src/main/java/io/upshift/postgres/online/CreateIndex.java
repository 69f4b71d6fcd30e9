package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX CONCURRENTLY, with what PostgreSQL has for it; a btree over columns unless said otherwise.
 *
 * <p>Done means a valid index of this definition. One that was cut off is dropped and built again, one of the same name
 * that is something else is refused and left alone. On a partitioned table the index is made on the table alone, built
 * concurrently on each partition, and attached. Immutable; each method returns a changed copy.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">CREATE INDEX</a>
 */
public final class CreateIndex implements OnlineChange {
    private final String name;
    private List<String> elements = List.of();
    private List<String> included = List.of();
    private @Nullable TableName table;
    private boolean unique;
    private boolean nullsNotDistinct;
    private String method = "btree";
    private @Nullable String parameters;
    private @Nullable String condition;

    CreateIndex(String name) {
        this.name = name;
    }

    /** The table; required. */
    public CreateIndex on(String table) {
        return with(copy -> copy.table = TableName.of(table));
    }

    /** Adds columns. */
    public CreateIndex columns(String... columns) {
        return with(copy -> copy.elements = joined(
                copy.elements, List.of(columns).stream().map(Names::quoted).toList()));
    }

    /** Adds keys in SQL, such as {@code lower(email)}, {@code "name" text_pattern_ops} or {@code created_at desc}. */
    public CreateIndex keys(String... keys) {
        return with(copy -> copy.elements = joined(copy.elements, List.of(keys)));
    }

    /** Adds columns that are kept and not searched. */
    public CreateIndex include(String... columns) {
        return with(copy -> copy.included = joined(copy.included, List.of(columns)));
    }

    /** Such as {@code gin}. */
    public CreateIndex using(String method) {
        return with(copy -> copy.method = method);
    }

    /** Only for rows for which this holds. */
    public CreateIndex where(String condition) {
        return with(copy -> copy.condition = condition);
    }

    public CreateIndex unique() {
        return with(copy -> copy.unique = true);
    }

    /** Two nulls count as the same; PostgreSQL 15 and later. */
    public CreateIndex nullsNotDistinct() {
        return with(copy -> copy.nullsNotDistinct = true);
    }

    /** Storage parameters in SQL, such as {@code fillfactor = 70}. */
    public CreateIndex with(String parameters) {
        return with(copy -> copy.parameters = parameters);
    }

    /** The opposite: drops this index concurrently, and builds it again when that is taken back. */
    public OnlineChange dropped() {
        return () -> List.of(PostgresSteps.statement(dropSql(), createSql()));
    }

    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(PostgresSteps.statement(createSql(), dropSql()));
    }

    /** Without a schema, which CREATE INDEX doesn't take: the index lies in its table's. */
    private String createSql() {
        return "create " + (unique ? "unique " : "") + "index concurrently " + Names.quoted(name) + " on "
                + onTable().sql() + " using " + Names.quoted(method) + " (" + keys() + ")"
                + (included.isEmpty() ? "" : " include (" + Names.list(included) + ")")
                + (nullsNotDistinct ? " nulls not distinct" : "")
                + (parameters == null ? "" : " with (" + parameters + ")")
                + (condition == null ? "" : " where " + condition);
    }

    private String dropSql() {
        return "drop index concurrently if exists " + new TableName(onTable().schema(), name).sql();
    }

    private TableName onTable() {
        if (table == null) {
            throw new IllegalArgumentException("The index " + name + " has no table: call .on(\"orders\")");
        }
        return table;
    }

    private String keys() {
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("The index " + name + " has no columns: call .columns(\"tags\")");
        }
        return String.join(", ", elements);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private CreateIndex with(Consumer<CreateIndex> change) {
        CreateIndex copy = new CreateIndex(name);
        copy.elements = elements;
        copy.included = included;
        copy.table = table;
        copy.unique = unique;
        copy.nullsNotDistinct = nullsNotDistinct;
        copy.method = method;
        copy.parameters = parameters;
        copy.condition = condition;
        change.accept(copy);
        return copy;
    }
}
