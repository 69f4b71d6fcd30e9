package io.upshift.postgres;

import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Schema;
import io.upshift.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Migrations that count how often they ran: Java ones, and SQL files with and without a transaction. */
final class Sample {
    /** What a complete run leaves in the history as applied: one entry a step. */
    static final int STEPS = 12;

    private static final String LOG = "insert into ran values (%d);";

    private Sample() {}

    /** Writes the files; the same content every time. */
    static Path files(Path folder) throws IOException {
        write(folder, "V3__parts.sql", "create table parts (id int primary key, a text); " + String.format(LOG, 3));
        write(
                folder,
                "V5__parts_index.sql",
                "-- upshift: no-transaction\ncreate index concurrently if not exists parts_a on parts (a);\n"
                        + "create unique index concurrently parts_lower on parts (lower(a)) where id > 0;\n"
                        + String.format(LOG, 5));
        write(
                folder,
                "V7__slow.sql",
                "alter table parts add column b int; select pg_sleep(0.05); " + String.format(LOG, 7));
        write(
                folder,
                "V9__drop_index.sql",
                "-- upshift: no-transaction\ndrop index concurrently parts_a;\n"
                        + "create index concurrently parts_b on parts (b)");
        return folder;
    }

    static MigrationRunner<PostgresSession> runner(PostgresTarget target, Path files) {
        return MigrationRunner.on(target)
                .service("sample", "1")
                .from(SqlFiles.in(files))
                .add(
                        new Java(1, "create table ran (migration int)"),
                        new Java(2, "create table a (id int primary key); insert into a select generate_series(1, 9)"),
                        new Java(4, "select pg_sleep(0.05); alter table a add column b text not null default 'b'"),
                        new Java(6, "insert into parts select id, 'p' || id from a; select pg_sleep(0.05)"),
                        new Java(8, "create view v as select a.id, parts.b from a join parts using (id)"))
                .settings(Settings.defaults())
                .build();
    }

    static MigrationRunner<PostgresSession> runner(DataSource source, Path files) {
        return runner(PostgresTarget.of(source), files);
    }

    /** Everything that is wrong with a database that should hold a complete run; empty when nothing is. */
    static List<String> wrong(DataSource source, Path files, Schema golden) throws SQLException {
        List<String> wrong = new ArrayList<>(runner(source, files).validate());
        try (Connection connection = source.getConnection()) {
            wrong.addAll(
                    PostgresTarget.of(source).inspect().differenceFrom(golden).lines());
            expect(connection, "select count(*) from upshift_history where state = 'applied'", STEPS, wrong);
            expect(
                    connection,
                    "select count(distinct (id, step)) from upshift_history where state = 'applied'",
                    STEPS,
                    wrong);
            expect(connection, "select count(*) from ran", 8, wrong);
            expect(connection, "select count(distinct migration) from ran", 8, wrong);
            expect(connection, "select count(*) from pg_index where not indisvalid", 0, wrong);
            expect(connection, "select count(*) from parts", 9, wrong);
            expect(connection, "select count(*) from pg_locks where locktype = 'advisory'", 0, wrong);
        }
        return wrong;
    }

    static Schema golden(DataSource source, Path files) {
        runner(source, files).migrate();
        return PostgresTarget.of(source).inspect();
    }

    private static void expect(Connection connection, String sql, long expected, List<String> wrong)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getLong(1) != expected) {
                wrong.add(sql + " says " + row.getLong(1) + " instead of " + expected);
            }
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    record Java(int version, String up) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "java");
        }

        @Override
        public void up(PostgresSession session) throws SQLException {
            session.sql(up);
            session.sql(String.format(LOG, version));
        }
    }
}
