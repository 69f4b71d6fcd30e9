package io.upshift.postgres;

import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.Schema;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A folder of SQL files and an empty database to run them on. */
final class SqlFolderFixture implements AutoCloseable {
    private final Path folder;
    private final Database database = PostgresServer.shared().freshDatabase();

    SqlFolderFixture(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    SqlFolderFixture file(String name, String... lines) {
        return bytes(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    SqlFolderFixture bytes(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the folder anew. */
    MigrationRunner<PostgresSession> runner() {
        return runner(SqlFiles.in(folder));
    }

    MigrationRunner<PostgresSession> runner(SqlFiles files) {
        return MigrationRunner.on(PostgresTarget.of(database.dataSource()))
                .service("orders", "1")
                .from(files)
                .settings(Settings.defaults())
                .build();
    }

    void migrate() {
        runner().migrate();
    }

    void revert(RevertTo to) {
        runner().revert(to, plan -> true);
    }

    boolean exists(String relation) {
        return query("select to_regclass('" + relation + "') is not null").equals("t");
    }

    void execute(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String query(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything but the history. */
    Schema catalog() {
        return PostgresTarget.of(database.dataSource()).inspect();
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    @Override
    public void close() {
        database.close();
    }
}
