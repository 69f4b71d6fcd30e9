package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.StatementKind;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules' files really lock, scan and rewrite, on a server, against what is predicted of them. */
class PostgresLintEffectsTest {
    private static final String LOCKS = """
            select c.relname, replace(l.mode, 'Lock', '') from pg_locks l join pg_class c on c.oid = l.relation
            where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.relkind in ('r', 'p', 'm')
            and c.relnamespace = 'public'::regnamespace""";
    private static final String FILES =
            "select relname, pg_relation_filenode(oid)::text from pg_class where relkind in ('r', 'm')"
                    + " and relnamespace = 'public'::regnamespace";
    private static final String SCANS = "select relname, seq_scan::text from pg_stat_xact_user_tables";

    static Stream<Fixture> fixtures() throws IOException {
        // What another server than this one is told to be can't be tried on it, nor what drops the database.
        return Fixture.all().stream()
                .filter(fixture -> fixture.said("server").isEmpty() && !fixture.rule().equals("drop-database"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void locksScansAndRewritesAreAsPredicted(Fixture fixture) throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection()) {
            KnownSchema schema = new KnownSchema("public");
            SchemaStory story = new SchemaStory(schema);
            run(connection, fixture.given());
            LintScripts.of("given", SqlScript.parse("given", fixture.given()))
                    .forEach(located -> story.tell(located.statement(), 0));
            for (Located located : fixture.statements()) {
                List<Effect> predicted = new Effects(schema).of(located.statement());
                if (fixture.says("refused")) {
                    refused(connection, located, fixture);
                } else {
                    compare(connection, located, predicted, fixture);
                }
                story.tell(located.statement(), 1);
            }
        }
    }

    private static void refused(Connection connection, Located located, Fixture fixture) {
        String sql = fixture.isOneTransaction() ? "begin; " + located.sql() + "; commit" : located.sql();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(connection, sql))
                .as(fixture + ": " + located.sql())
                .isInstanceOf(SQLException.class);
    }

    private static void compare(Connection connection, Located located, List<Effect> predicted, Fixture fixture)
            throws SQLException {
        boolean isOutside = SqlScript.parse("", located.sql()).statements().get(0).kind()
                == StatementKind.NON_TRANSACTIONAL;
        boolean isControl = located.statement() instanceof io.upshift.postgres.lint.Statement.TransactionControl;
        if (isOutside || isControl) {
            run(connection, located.sql());
            return;
        }
        connection.setAutoCommit(false);
        try {
            Map<String, String> files = rows(connection, FILES);
            Map<String, String> scans = rows(connection, SCANS);
            run(connection, located.sql());
            Map<String, LockMode> locks = locks(connection, files);
            String where = fixture + ": " + located.sql();
            assertThat(strong(locks)).as("locks of " + where).isEqualTo(strong(locks(predicted, files)));
            Map<String, String> filesAfter = rows(connection, FILES);
            Map<String, String> scansAfter = rows(connection, SCANS);
            for (Effect effect : predicted) {
                String table = effect.table().name();
                if (files.containsKey(table) && filesAfter.containsKey(table)) {
                    boolean rewritten = !files.get(table).equals(filesAfter.get(table));
                    boolean isTruncated = located.statement() instanceof io.upshift.postgres.lint.Statement.Truncate;
                    assertThat(rewritten && !isTruncated)
                            .as("rewrite of " + table + " by " + where)
                            .isEqualTo(works(predicted, table, Work.REWRITE));
                    boolean scanned = !scans.getOrDefault(table, "0").equals(scansAfter.getOrDefault(table, "0"));
                    boolean long_ = works(predicted, table, Work.SCAN)
                            || works(predicted, table, Work.BUILD)
                            || works(predicted, table, Work.REWRITE);
                    boolean isTold = predicted.stream().anyMatch(one -> one.work() == Work.ROWS)
                            || located.statement() instanceof io.upshift.postgres.lint.Statement.Change;
                    if (!isTold) {
                        assertThat(scanned).as("scan of " + table + " by " + where).isEqualTo(long_);
                    }
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean works(List<Effect> effects, String table, Work work) {
        return effects.stream()
                .anyMatch(effect -> effect.table().name().equals(table) && effect.work() == work);
    }

    private static Map<String, LockMode> locks(Connection connection, Map<String, String> there) throws SQLException {
        Map<String, LockMode> locks = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCKS)) {
            while (row.next()) {
                String table = row.getString(1);
                LockMode mode = LockMode.ofWords(row.getString(2).replaceAll("(?<=[a-z])(?=[A-Z])", " "));
                locks.merge(table, mode, (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        return locks;
    }

    private static Map<String, LockMode> locks(List<Effect> effects, Map<String, String> there) {
        return effects.stream()
                .collect(Collectors.toMap(
                        effect -> effect.table().name(),
                        Effect::lock,
                        (a, b) -> a.compareTo(b) > 0 ? a : b,
                        TreeMap::new));
    }

    /** Row locks come and go with the rows; what stops schema changes is compared. */
    private static Map<String, LockMode> strong(Map<String, LockMode> locks) {
        Map<String, LockMode> strong = new TreeMap<>(locks);
        strong.values().removeIf(mode -> mode.compareTo(LockMode.ROW_EXCLUSIVE) <= 0);
        return strong;
    }

    private static Map<String, String> rows(Connection connection, String sql) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.put(row.getString(1), String.valueOf(row.getString(2)));
            }
        }
        return rows;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        if (!sql.isBlank()) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
        }
    }
}
