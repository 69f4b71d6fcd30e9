package io.upshift.postgres.change;

import io.upshift.Change;
import io.upshift.MigrationRunner;
import io.upshift.RunListener;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database on which a change goes through its phases. */
record Stage(Database database, DataSource source) implements AutoCloseable {
    static final String ID = "1709123456789-Change";

    static Stage open(String schema) throws SQLException {
        Database database = PostgresServer.shared().freshDatabase();
        Stage stage = new Stage(database, database.dataSource());
        stage.execute(schema);
        return stage;
    }

    void expand(TableChange change) {
        upTo(1, change);
    }

    void backfill(TableChange change) {
        upTo(2, change);
    }

    void contract(TableChange change) {
        runner(change, true).migrate();
    }

    /** A run that stops behind a phase, as a release does whose later phases aren't declared yet. */
    @SuppressWarnings("unchecked")
    private void upTo(int phases, TableChange change) {
        Change<PostgresSession>[] changes = ExpandContract.of(ID, change, Contract.notYet()).changes().stream()
                .limit(phases)
                .toArray(Change[]::new);
        builder().add(changes).build().migrate();
    }

    MigrationRunner<PostgresSession> runner(TableChange change, boolean isConfirmed) {
        Contract contract = isConfirmed ? Contract.confirmed(String.join(", ", change.goes())) : Contract.notYet();
        return runner(change, contract);
    }

    MigrationRunner<PostgresSession> runner(TableChange change, Contract contract) {
        return builder().from(ExpandContract.of(ID, change, contract)).build();
    }

    /** A confirmed change, with somebody who watches. */
    MigrationRunner<PostgresSession> runner(TableChange change, RunListener listener) {
        Contract contract = Contract.confirmed(String.join(", ", change.goes()));
        return builder()
                .from(ExpandContract.of(ID, change, contract))
                .listener(listener)
                .build();
    }

    /** Several changes, each through all the phases that the contract lets it. */
    MigrationRunner<PostgresSession> runner(List<? extends TableChange> changes, boolean isConfirmed) {
        MigrationRunner.Builder<PostgresSession> builder = builder();
        long version = 1709123456789L;
        for (TableChange change : changes) {
            Contract contract = isConfirmed ? Contract.confirmed(String.join(", ", change.goes())) : Contract.notYet();
            builder.from(ExpandContract.of(version++ + "-Change", change, contract));
        }
        return builder.build();
    }

    private MigrationRunner.Builder<PostgresSession> builder() {
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("stage", "1.0.0")
                .settings(Settings.defaults());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Every row, its values divided by bars, with a dash for null. */
    String rows(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = row.getString(i);
                    values.add(value == null ? "-" : value);
                }
                rows.add(String.join("|", values));
            }
            return String.join(" ", rows);
        }
    }

    String columns(String table) throws SQLException {
        return text("select string_agg(attname, ' ' order by attnum) from pg_attribute where attrelid = '" + table
                + "'::regclass and attnum > 0 and not attisdropped");
    }

    @Override
    public void close() {
        database.close();
    }
}
