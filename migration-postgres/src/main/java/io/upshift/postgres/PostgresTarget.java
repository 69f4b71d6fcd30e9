package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.BatchStore;
import io.upshift.Examinable;
import io.upshift.Health;
import io.upshift.MigrationException;
import io.upshift.Rehearsable;
import io.upshift.Schema;
import io.upshift.ScratchStore;
import io.upshift.Service;
import io.upshift.StatementTrace;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import io.upshift.postgres.health.Examination;
import io.upshift.postgres.schema.SchemaReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database (14 to 18) to migrate.
 *
 * <p>A run takes one connection, which locks, changes and records; it has to be a direct one, or pooled by session: a
 * pooler that hands out connections by transaction is refused before anything is changed. Needs, on the schema,
 * USAGE and CREATE (for the two history tables, once), and whatever the migrations themselves need. Thread-safe.
 */
public final class PostgresTarget implements Rehearsable<PostgresSession>, Examinable<PostgresSession> {
    private static final String DEFAULT_SCHEMA = "public";
    private static final String DEFAULT_TABLE = "upshift_history";

    private final DataSource dataSource;
    private final String schema;
    private final String historySchema;
    private final String historyName;
    private final HistoryTable table;
    private final LockBudgets budgets;
    private final PostgresHealth health;
    private final @Nullable ScratchServer scratch;
    private volatile String place = "(not connected yet)";

    private PostgresTarget(
            DataSource dataSource,
            String schema,
            String historySchema,
            String historyName,
            LockBudgets budgets,
            PostgresHealth health,
            @Nullable ScratchServer scratch) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.historySchema = historySchema;
        this.historyName = historyName;
        this.table = new HistoryTable(historySchema, historyName);
        this.budgets = budgets;
        this.health = health;
        this.scratch = scratch;
    }

    /**
     * The database that a data source leads to, with its objects in the schema {@code public} and its history in
     * {@code public.upshift_history}.
     *
     * @param dataSource asked for one connection a run; its settings are put back before the connection is returned
     */
    public static PostgresTarget of(DataSource dataSource) {
        return new PostgresTarget(
                dataSource,
                DEFAULT_SCHEMA,
                DEFAULT_SCHEMA,
                DEFAULT_TABLE,
                LockBudgets.fromEnvironment(),
                PostgresHealth.defaults(),
                null);
    }

    /** The schema in which migrations find and make unqualified names, and the history lies; {@code public} unless set. */
    public PostgresTarget schema(String schema) {
        return new PostgresTarget(dataSource, schema, schema, historyName, budgets, health, scratch);
    }

    /** Where the history lies; {@code upshift_history} in the migrations' schema unless set. */
    public PostgresTarget historyTable(String schema, String table) {
        return new PostgresTarget(dataSource, this.schema, schema, table, budgets, health, scratch);
    }

    /** From where on work in batches slows down; {@link PostgresHealth#defaults} unless set. */
    public PostgresTarget health(PostgresHealth limits) {
        return new PostgresTarget(dataSource, schema, historySchema, historyName, budgets, limits, scratch);
    }

    /** How long to wait for locks, and to work; {@link LockBudgets#fromEnvironment} unless set. */
    public PostgresTarget budgets(LockBudgets budgets) {
        return new PostgresTarget(dataSource, schema, historySchema, historyName, budgets, health, scratch);
    }

    /** Where databases may be made to try migrations in; nowhere unless set. */
    public PostgresTarget scratch(ScratchServer server) {
        return new PostgresTarget(dataSource, schema, historySchema, historyName, budgets, health, server);
    }

    @Override
    public TargetConnection<PostgresSession> connect(Service service) {
        try {
            Connection connection = dataSource.getConnection();
            place = Place.of(connection);
            return new PostgresConnection(this, service, connection);
        } catch (SQLException e) {
            throw SqlErrors.run("No connection to the database · " + describe(), e);
        }
    }

    @Override
    public Step<PostgresSession> scripted(String origin, String script) {
        return SqlSteps.stored(origin, script);
    }

    @Override
    public BatchStore<PostgresSession> batches() {
        return new PostgresBatches(this);
    }

    @Override
    public Schema inspect() {
        try (Connection connection = dataSource.getConnection()) {
            place = Place.of(connection);
            return new SchemaReader(schema).read(connection);
        } catch (SQLException e) {
            throw SqlErrors.run("The schema can't be read · " + describe(), e);
        }
    }

    @Override
    public Schema inspect(PostgresSession session) throws SQLException {
        return new SchemaReader(schema).read(session.connection());
    }

    @Override
    public Target<PostgresSession> traced(Consumer<StatementTrace> traces) {
        return new TracedTarget(this, traces);
    }

    @Override
    public Health examine() {
        try (Connection connection = dataSource.getConnection()) {
            place = Place.of(connection);
            return Examination.of(connection);
        } catch (SQLException e) {
            throw SqlErrors.run("The database can't be examined · " + describe(), e);
        }
    }

    @Override
    public ScratchStore<PostgresSession> scratch() {
        if (scratch == null) {
            throw MigrationException.usage(
                    "There is no server to try migrations on", "give --scratch-url, or set one on the target");
        }
        return ScratchDatabase.make(this, scratch);
    }

    @Override
    public void rolledBack(Duration statement, Action<PostgresSession> action) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            place = Place.of(connection);
            new RolledBack(connection, schema).run(statement, action);
        }
    }

    @Override
    public String describe() {
        return "postgresql " + place + ", history " + historySchema + "." + historyName;
    }

    /** The same on another database. */
    PostgresTarget on(DataSource other) {
        return new PostgresTarget(other, schema, historySchema, historyName, budgets, health, null);
    }

    /** For a look at what the first connection can't tell. */
    public Connection another() throws SQLException {
        return dataSource.getConnection();
    }

    /** Where names without a schema lie. */
    public String schema() {
        return schema;
    }

    HistoryTable table() {
        return table;
    }

    PostgresHealth health() {
        return health;
    }

    /** Beside the history. */
    BatchTables batchTables() {
        return new BatchTables(historySchema, historyName + "_batch");
    }

    LockBudgets budgets() {
        return budgets;
    }
}
