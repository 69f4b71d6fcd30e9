package io.upshift.postgres;

import io.upshift.Batch;
import io.upshift.BatchConnection;
import io.upshift.BatchKey;
import io.upshift.BatchStore;
import io.upshift.Batches;
import io.upshift.HealthCheck;
import io.upshift.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checkpoints of batched steps in tables beside the history; made when the first step is opened. */
final class PostgresBatches implements BatchStore<PostgresSession> {
    private final PostgresTarget target;

    PostgresBatches(PostgresTarget target) {
        this.target = target;
    }

    @Override
    public BatchConnection<PostgresSession> connect(Service service) {
        try {
            return new PostgresBatchConnection(target, service, target.another());
        } catch (SQLException e) {
            throw SqlErrors.run("No connection for work in batches · " + target.describe(), e);
        }
    }

    /** Under the run lock, so nobody else makes the tables at the same time unless services share a history. */
    @Override
    public void open(PostgresSession session, BatchKey key, Batches.Opening opening, Map<String, String> measured)
            throws SQLException {
        Connection connection = session.connection();
        BatchTables tables = target.batchTables();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + RunLock.key("upshift install " + tables) + "); "
                    + tables.create());
        }
        try (PreparedStatement clear = connection.prepareStatement(tables.clear())) {
            int i = BatchTables.bind(clear, 1, key);
            i = BatchTables.bind(clear, i, key);
            BatchTables.bind(clear, i, key);
            clear.execute();
        }
        try (PreparedStatement step = connection.prepareStatement(tables.insertStep())) {
            List<String> names = new ArrayList<>(measured.keySet());
            List<String> values = names.stream().map(measured::get).toList();
            int i = BatchTables.bind(step, 1, key);
            step.setString(i++, HistoryTable.word(key.direction()));
            step.setLong(i++, opening.total());
            step.setString(i++, opening.barrier());
            step.setArray(i++, connection.createArrayOf("text", names.toArray()));
            step.setArray(i, connection.createArrayOf("text", values.toArray()));
            step.executeUpdate();
        }
        insert(connection, key, opening.ranges());
    }

    @Override
    public void command(PostgresSession session, BatchKey key, Command command) throws SQLException {
        boolean again = command == Command.AGAIN;
        BatchTables tables = target.batchTables();
        try (PreparedStatement statement =
                session.connection().prepareStatement(again ? tables.again() : tables.pause())) {
            int i = 1;
            if (again) {
                i = BatchTables.bind(statement, i, key);
            } else {
                statement.setBoolean(i++, command == Command.PAUSE);
            }
            BatchTables.bind(statement, i, key);
            statement.executeUpdate();
        }
    }

    @Override
    public void keep(PostgresSession session, BatchKey key, String validation, List<String> keys) throws SQLException {
        String part = "validation " + validation;
        BatchTables tables = target.batchTables();
        try (PreparedStatement forget = session.connection().prepareStatement(tables.deleteFailed())) {
            forget.setString(BatchTables.bind(forget, 1, key), part);
            forget.executeUpdate();
        }
        try (PreparedStatement insert = session.connection().prepareStatement(tables.insertFailed())) {
            for (String wrong : keys) {
                int i = BatchTables.bind(insert, 1, key);
                insert.setString(i++, part);
                insert.setString(i++, wrong);
                insert.setString(i++, "the validation doesn't hold for it");
                insert.setBoolean(i, false);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public List<HealthCheck<PostgresSession>> healthChecks() {
        return List.of(target.health().check(target.batchTables()));
    }

    private void insert(Connection connection, BatchKey key, List<Batch.Range> ranges) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(target.batchTables().insertRange())) {
            int number = 0;
            for (Batch.Range range : ranges) {
                int i = BatchTables.bind(insert, 1, key);
                insert.setInt(i++, number++);
                insert.setString(i++, range.part());
                insert.setString(i++, range.start());
                insert.setString(i, range.end());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
