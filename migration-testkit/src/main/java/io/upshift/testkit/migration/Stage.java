package io.upshift.testkit.migration;

import io.upshift.Inspectable;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Schema;
import io.upshift.SchemaObject;
import io.upshift.StatementTrace;
import io.upshift.Target;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.fault.Failpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database on which a service's migrations are brought. */
final class Stage<S> implements AutoCloseable {
    private final MigrationSetup<S> setup;
    private final Database database;
    private final DataSource dataSource;
    private final Inspectable<S> target;

    private Stage(MigrationSetup<S> setup, Database database, String options) {
        this.setup = setup;
        this.database = database;
        this.dataSource = database.dataSource();
        if (!options.isEmpty() && dataSource instanceof PGSimpleDataSource source) {
            source.setOptions(options);
        }
        if (!(setup.target(dataSource) instanceof Inspectable<S> inspectable)) {
            throw MigrationException.usage(
                    "The schema of this kind of target can't be read", "give the setup a target that is Inspectable");
        }
        this.target = inspectable;
    }

    static <S> Stage<S> on(MigrationSetup<S> setup, PostgresServer server) {
        return new Stage<>(setup, server.freshDatabase(), "");
    }

    /**
     * The same, where the planner takes an index whenever there is one: a search that reads a large table by its index
     * would read a small one from end to end.
     */
    static <S> Stage<S> planningAsIfLarge(MigrationSetup<S> setup, PostgresServer server) {
        return new Stage<>(setup, server.freshDatabase(), "-c enable_seqscan=off");
    }

    /** Every migration, as the service brings it. */
    MigrationRunner<S> runner() {
        return setup.migrations(target).build();
    }

    /** The migrations up to one of them. */
    MigrationRunner<S> upTo(MigrationId id) {
        return runner().upTo(id.toString());
    }

    /** The same, with each statement looked at. */
    MigrationRunner<S> tracedUpTo(MigrationId id, Consumer<StatementTrace> traces) {
        Target<S> traced = target.traced(traces);
        return setup.migrations(traced).build().upTo(id.toString());
    }

    /** Every migration, with something that happens on the way. */
    MigrationRunner<S> through(Failpoints failpoints) {
        return setup.migrations(failpoints.around(target)).build();
    }

    /** Ends all sessions in the database, as their crash would. */
    void killSessions() {
        execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    /** Brings migrations one after the other, with rows put in after each. */
    void bring(List<MigrationId> ids) {
        for (MigrationId id : ids) {
            upTo(id).migrate();
            fill();
        }
    }

    void fill() {
        setup.fill(dataSource);
    }

    Inspectable<S> target() {
        return target;
    }

    Schema schema() {
        return target.inspect();
    }

    /** The rows of the service's own tables. */
    RowDigest rows(Schema schema) {
        return RowDigest.of(dataSource, tables(schema));
    }

    /** The same, to compare them value by value later; a look keeps a connection until it is closed. */
    KeptRows keepRows(Schema schema) {
        return KeptRows.of(dataSource, tables(schema));
    }

    static List<String> tables(Schema schema) {
        return schema.objects().stream()
                .filter(object -> object.kind().endsWith("table"))
                .map(SchemaObject::name)
                .toList();
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The statement failed · " + e.getMessage() + " · " + sql, e);
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        database.close();
    }
}
