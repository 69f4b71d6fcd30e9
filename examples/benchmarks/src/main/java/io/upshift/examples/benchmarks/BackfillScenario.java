package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A column of every row is set while a service goes on updating single rows; each way on a table of its own. */
final class BackfillScenario implements Scenario {
    private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    @Override
    public void run(Bench bench) throws Exception {
        int rows = bench.options().rows(1_000_000, 60_000);
        String scenario = String.format(Locale.ROOT, "backfill/%d", rows);
        List<BackfillFigures> results = new ArrayList<>();
        for (String way : bench.options().among(BackfillWay.NAMES)) {
            results.add(new BackfillFigures(BackfillWay.named(way)));
        }
        Rounds.rotate(results, bench.options().samples(3, 1), result -> once(bench, rows, result));
        for (BackfillFigures result : results) {
            result.print(bench.figures(), scenario);
        }
    }

    private static void once(Bench bench, int rows, BackfillFigures result) throws Exception {
        Database database = bench.server().create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table big (id bigint primary key, name text not null, label text,"
                    + " pad text not null) with (autovacuum_enabled = off);"
                    + " insert into big select n, md5(n::text), null, repeat('p', 80) from generate_series(1, " + rows
                    + ") n");
            statement.execute("vacuum analyze big");
            statement.execute("checkpoint");
            bench.quiet().await();
            Progress.say("%s, %d rows", result.way().name(), rows);
            long wal = number(statement, WAL);
            double seconds;
            Victim victim = Victim.start(database, rows);
            try {
                seconds = result.way().seconds(database, rows);
            } finally {
                victim.stop();
            }
            double walPerRow = (double) (number(statement, WAL) - wal) / rows;
            long right = number(statement, "select count(*) from big where label = upper(left(name, 8))");
            if (result.way().changesAll() && right != rows) {
                throw new IllegalStateException(result.way().name() + " set " + right + " rows of " + rows);
            }
            result.add(rows / seconds, walPerRow, victim);
            statement.execute("drop table big");
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
