package io.upshift.postgres;

import io.upshift.Service;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A PostgreSQL database (14 to 18) to migrate.
 *
 * <p>A run takes one connection, which locks, changes and records; it has to be a direct one, or pooled by session: a
 * pooler that hands out connections by transaction loses the lock, which is noticed and refused. Needs, on the schema,
 * USAGE and CREATE (for the two history tables, once), and whatever the migrations themselves need. Thread-safe.
 */
public final class PostgresTarget implements Target<PostgresSession> {
    private static final String DEFAULT_SCHEMA = "public";
    private static final String DEFAULT_TABLE = "upshift_history";

    private final DataSource dataSource;
    private final String schema;
    private final String historySchema;
    private final String historyName;
    private final HistoryTable table;
    private final Timeouts timeouts;
    private volatile String place = "(not connected yet)";

    private PostgresTarget(
            DataSource dataSource, String schema, String historySchema, String historyName, Timeouts timeouts) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.historySchema = historySchema;
        this.historyName = historyName;
        this.table = new HistoryTable(historySchema, historyName);
        this.timeouts = timeouts;
    }

    /**
     * The database that a data source leads to, with its objects in the schema {@code public} and its history in
     * {@code public.upshift_history}.
     *
     * @param dataSource asked for one connection a run; its settings are put back before the connection is returned
     */
    public static PostgresTarget of(DataSource dataSource) {
        return new PostgresTarget(dataSource, DEFAULT_SCHEMA, DEFAULT_SCHEMA, DEFAULT_TABLE, Timeouts.DEFAULTS);
    }

    /** The schema in which migrations find and make unqualified names, and the history lies; {@code public} unless set. */
    public PostgresTarget schema(String schema) {
        return new PostgresTarget(dataSource, schema, schema, historyName, timeouts);
    }

    /** Where the history lies; {@code upshift_history} in the migrations' schema unless set. */
    public PostgresTarget historyTable(String schema, String table) {
        return new PostgresTarget(dataSource, this.schema, schema, table, timeouts);
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
    public String describe() {
        return "postgresql " + place + ", history " + historySchema + "." + historyName;
    }

    /** The same with other time limits. */
    PostgresTarget timeouts(Timeouts timeouts) {
        return new PostgresTarget(dataSource, schema, historySchema, historyName, timeouts);
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

    Timeouts timeouts() {
        return timeouts;
    }
}
