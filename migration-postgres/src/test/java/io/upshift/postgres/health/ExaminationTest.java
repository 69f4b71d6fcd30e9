package io.upshift.postgres.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Health;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    @Test
    void aTidyDatabaseIsSoundAndHasNoFindings() throws SQLException {
        Health health = examine(
                "create table a (id bigint generated always as identity primary key)",
                "create table b (id bigint primary key, a bigint references a, c int)",
                "create index on b (a, c)");

        assertThat(health.findings()).isEmpty();
        assertThat(health.isSound()).isTrue();
        assertThat(health.figures())
                .containsEntry("tables", 2L)
                .containsEntry("indexes", 3L)
                .containsEntry("sequences", 1L);
        assertThat(health.figures().get("database-bytes")).isPositive();
    }

    @Test
    void anInvalidIndexIsAnError() throws SQLException {
        Health health = examine(
                "create table \"A b\" (id int primary key, a int)",
                "insert into \"A b\" values (1, 1), (2, 1)",
                "!create unique index concurrently broken on \"A b\" (a)");

        Finding finding = only(health, "invalid-index");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.what()).contains("public.broken", "public.\"A b\"");
        assertThat(finding.detail().recipe()).isEqualTo("drop index concurrently public.broken;");
        assertThat(health.isSound()).isFalse();
    }

    @Test
    void aForeignKeyNeedsAnIndexThatBeginsWithItsColumnsInWhateverOrder() throws SQLException {
        String tables = "create table a (x int, y int, primary key (x, y));"
                + "create table b (id int primary key, y int, x int, z int, foreign key (x, y) references a);";

        assertThat(only(examine(tables), "foreign-key-without-index").detail().recipe())
                .isEqualTo("create index concurrently on public.b (x, y);");
        assertThat(only(examine(tables + "create index on b (z, x, y)"), "foreign-key-without-index"))
                .isNotNull();
        assertThat(only(examine(tables + "create index on b (x, y) where z > 0"), "foreign-key-without-index"))
                .isNotNull();
        assertThat(examine(tables + "create index on b (y, x, z)").findings()).isEmpty();
    }

    @Test
    void aConstraintThatWasNeverValidatedAndATableWithoutAKeyAreFound() throws SQLException {
        Health health =
                examine("create table a (x int)", "alter table a add constraint positive check (x > 0) not valid");

        assertThat(only(health, "constraint-not-validated").detail().recipe())
                .isEqualTo("alter table public.a validate constraint positive;");
        assertThat(only(health, "table-without-primary-key").detail().subject()).isEqualTo("public.a");
    }

    @Test
    void aSequenceIsMeasuredByTheColumnThatItFills() throws SQLException {
        Health health = examine(
                "create table a (id serial primary key)",
                "create table b (id int primary key default 0)",
                "create sequence wide owned by b.id",
                "select setval('a_id_seq', 1600000000), setval('wide', 2100000000)",
                "create sequence free",
                "select setval('free', 2100000000)");

        assertThat(health.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING, Severity.ERROR);
        assertThat(health.findings().get(0).what()).contains("a_id_seq of public.a.id", "75 %");
        assertThat(health.findings().get(1).what()).contains("wide", "98 %", "2147483647");
    }

    @Test
    void anOpenTransactionIsNamedByApplicationRoleAndAge() throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection open = database.dataSource().getConnection();
                Connection connection = database.dataSource().getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("set application_name = 'reports'");
            open.setAutoCommit(false);
            statement.execute("select 1");

            assertThat(Examination.of(connection).findings()).isEmpty();
            Finding finding = only(Examination.of(connection, Duration.ZERO), "old-transaction");
            assertThat(finding.what()).contains("reports", "idle in transaction");
        }
    }

    @Test
    void deadRowsAreFound() throws SQLException {
        Health health = examine(
                "create table a (id int primary key, x int) with (autovacuum_enabled = off)",
                "insert into a select generate_series(1, 20000)",
                "update a set x = 1",
                "select pg_stat_force_next_flush()");

        assertThat(only(health, "dead-rows").what()).contains("50 %", "public.a", "never");
    }

    @Test
    void theSettingsOfTheConnectionStayAsTheyWere() throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = pg_catalog, public");
            Examination.of(connection);

            try (var row = statement.executeQuery("show search_path")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("pg_catalog, public");
            }
        }
    }

    @Test
    void manyTablesGiveAtMost50FindingsOfARule() throws SQLException {
        Health health =
                examine("do $$ begin for i in 1..60 loop execute format('create table t%s ()', i); end loop; end $$");

        assertThat(health.findings()).hasSize(50);
        assertThat(health.figures()).containsEntry("tables", 60L);
    }

    private static Finding only(Health health, String rule) {
        List<Finding> found = health.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
        assertThat(found).as("findings of " + rule + " in " + health.findings()).hasSize(1);
        return found.get(0);
    }

    /** @param statements one with an exclamation mark is expected to fail */
    private static Health examine(String... statements) throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (sql.startsWith("!")) {
                    assertThat(fails(statement, sql.substring(1))).isTrue();
                } else {
                    statement.execute(sql);
                }
            }
            return Examination.of(connection);
        }
    }

    private static boolean fails(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
