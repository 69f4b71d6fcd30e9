package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class FreshDatabaseTest {

    private final PostgresServer server = PostgresServer.shared();

    @Test
    void aFreshDatabaseIsEmptyAndHoldsUtf8() throws SQLException {
        try (Database database = server.freshDatabase()) {
            Query query = Query.on(database);

            assertThat(query.value(Query.OWN_RELATIONS)).isEqualTo("0");
            assertThat(query.value("select current_database()")).isEqualTo(database.name());
            assertThat(query.value("show server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void fiftyAtOnceAreFiftyDatabases() {
        List<Database> databases = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> server.freshDatabase())
                .toList();

        assertThat(databases).extracting(Database::name).doesNotHaveDuplicates();
        databases.parallelStream().forEach(Database::close);
    }

    @Test
    void aCopyHasWhatItsTemplateHas() throws SQLException {
        try (Database template = server.freshDatabase()) {
            Query.on(template).run("create table t (a int)", "insert into t values (7)");

            try (Database copy = server.freshDatabase(template)) {
                assertThat(Query.on(copy).value("select a from t")).isEqualTo("7");
            }
        }
    }

    @Test
    void closingEndsTheSessionsAndDropsTheDatabaseOnce() throws SQLException {
        Database database = server.freshDatabase();
        try (Connection open = database.dataSource().getConnection()) {
            database.close();
            database.close();

            assertThat(open.isValid(1)).isFalse();
        }
        assertThatThrownBy(() -> Query.on(database).value("select 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aNamedDatabaseIsMadeOnceAndStays() throws SQLException {
        try (Database first = server.database("orders \"quoted\"")) {
            Query.on(first).run("create table if not exists t (a int)");
        }
        try (Database again = server.database("orders \"quoted\"")) {
            assertThat(Query.on(again).value("select count(*) from t")).isEqualTo("0");
        }
    }

    @Test
    void aTemplateInUseIsNamedInTheError() throws SQLException {
        try (Database template = server.freshDatabase();
                Connection open = template.dataSource().getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            assertThatThrownBy(() -> server.freshDatabase(template))
                    .hasMessageContaining(template.name())
                    .hasMessageContaining("open connections");
        }
    }

    @Test
    void aKilledBackendIsGone() throws SQLException {
        try (Database database = server.freshDatabase();
                Connection victim = database.dataSource().getConnection();
                Statement statement = victim.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            int pid = row.getInt(1);

            assertThat(server.killBackend(pid)).isTrue();
            assertThat(victim.isValid(1)).isFalse();
            assertThat(server.killBackend(pid)).isFalse();
        }
    }

    @Test
    void neitherServerNorDatabaseTellsThePassword() {
        try (Database database = server.freshDatabase()) {
            assertThat(database.url()).matches("jdbc:postgresql://[^/]+:\\d+/" + database.name());
            assertThat(database + " " + server).doesNotContain("password");
        }
    }
}
