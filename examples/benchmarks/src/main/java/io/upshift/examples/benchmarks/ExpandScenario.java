package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Sixteen clients write while a column is renamed through all its phases, and while nothing is changed. */
final class ExpandScenario implements Scenario {
    private static final int PHASES = 6;

    @Override
    public void run(Bench bench) throws Exception {
        int rows = bench.options().rows(500_000, 20_000);
        String scenario = String.format(Locale.ROOT, "expand/%d", rows);
        for (String tool : bench.options().only(ExpandWay.NAMES)) {
            measure(bench, scenario, rows, ExpandWay.named(tool));
        }
    }

    private static void measure(Bench bench, String scenario, int rows, ExpandWay way) throws Exception {
        Database database = bench.server().create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table big (id bigint primary key, name text, pad text not null);"
                    + " insert into big select n, md5(n::text), repeat('p', 80) from generate_series(1, " + rows
                    + ") n");
            statement.execute("vacuum analyze big");
            statement.execute("checkpoint");
            bench.quiet().await();
            Progress.say("expand, %s", way.name());
            long part = bench.options().quick() ? 500 : 10_000;
            double before = microsPerRow(connection);
            Victim victim = Victim.start(database, rows);
            Writers writers = Writers.start(database, rows);
            long begun = System.nanoTime();
            Thread.sleep(part);
            way.expand(database, writers);
            pause(begun, part, PHASES - 1);
            writers.write("");
            double after = microsPerRow(connection);
            long differences = way.differences(statement);
            way.contract(database, writers);
            pause(begun, part, PHASES);
            double perSecond = writers.stop();
            victim.stop();
            bench.figures().add(scenario, way.name(), "ops_per_s", perSecond);
            bench.figures().add(scenario, way.name(), "differences", (double) differences);
            bench.figures().add(scenario, way.name(), "fg_p99_ms", victim.quantileMs(0.99));
            bench.figures().add(scenario, way.name(), "fg_max_ms", victim.quantileMs(1));
            bench.figures().add(scenario, way.name(), "us_per_row_more", after - before);
        }
    }

    private static void pause(long begun, long part, int parts) throws InterruptedException {
        long left = part * parts - (System.nanoTime() - begun) / 1_000_000;
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    /** What a row costs in a statement that writes many of them, on rows that nobody else has. */
    private static double microsPerRow(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temp table own on commit drop as select -n as id from generate_series(1, 20000) n");
            statement.execute("insert into big (id, name, pad) select id, 'own', 'p' from own");
            long begun = System.nanoTime();
            statement.executeUpdate("update big set name = 'other' where id < 0");
            return (System.nanoTime() - begun) / 1e3 / 20_000;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
