package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.StatementKind;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules' files really lock, scan and rewrite, on a server, against what is predicted of them. */
class PostgresLintEffectsTest {
    private static Database database = PostgresServer.shared().freshDatabase();
    private static Connection connection = connect();

    static Stream<Fixture> fixtures() throws IOException {
        // What another server than this one is told to be can't be tried on it, nor what drops the database.
        return Fixture.all().stream()
                .filter(fixture ->
                        fixture.said("server").isEmpty() && !fixture.text().contains("drop database"));
    }

    private static Connection connect() {
        try {
            return database.dataSource().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void begins() throws SQLException {
        ObservedEffects.run(connection, "set client_min_messages = warning");
    }

    @AfterAll
    static void ends() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void locksScansAndRewritesAreAsPredicted(Fixture fixture) throws SQLException {
        ObservedEffects.empty(connection);
        KnownSchema schema = new KnownSchema("public");
        SchemaStory story = new SchemaStory(schema);
        ObservedEffects.run(connection, fixture.given());
        LintScripts.of("given", SqlScript.parse("given", fixture.given()))
                .forEach(located -> story.tell(located.statement(), 0));
        for (Located located : fixture.statements()) {
            String where = fixture + ": " + located.sql();
            if (fixture.says("refused")) {
                String sql = fixture.isOneTransaction() ? "begin; " + located.sql() + "; commit" : located.sql();
                assertThatThrownBy(() -> ObservedEffects.run(connection, sql))
                        .as(where)
                        .isInstanceOf(SQLException.class);
                ObservedEffects.run(connection, "rollback");
            } else if (isSeenFromWithin(located)) {
                compare(located, new Effects(schema).of(located.statement()), where);
            } else if (!(located.statement() instanceof Statement.TransactionControl)) {
                ObservedEffects.run(connection, located.sql());
            }
            story.tell(located.statement(), 1);
        }
    }

    /** What runs outside a transaction, or can't be read, leaves nothing to compare. */
    private static boolean isSeenFromWithin(Located located) {
        boolean isOpaque = located.statement() instanceof Statement.Block block && block.isOpaque();
        StatementKind kind =
                SqlScript.parse("", located.sql()).statements().get(0).kind();
        return kind == StatementKind.TRANSACTIONAL
                && !isOpaque
                && !(located.statement() instanceof Statement.TransactionControl);
    }

    private static void compare(Located located, List<Effect> predicted, String where) throws SQLException {
        ObservedEffects observed = ObservedEffects.of(connection, located.sql());
        assertThat(observed.locks()).as("locks of " + where).isEqualTo(observed.strongest(predicted));
        if (located.statement() instanceof Statement.Change || located.statement() instanceof Statement.Truncate) {
            return;
        }
        for (Effect effect : predicted) {
            String table = effect.table().name();
            assertThat(observed.rewritten().contains(table))
                    .as("rewrite of " + table + " by " + where)
                    .isEqualTo(works(predicted, table, Work.REWRITE));
            if (effect.work() != Work.ROWS) {
                boolean goesOverAll = works(predicted, table, Work.SCAN)
                        || works(predicted, table, Work.BUILD)
                        || works(predicted, table, Work.REWRITE);
                assertThat(observed.scanned().contains(table))
                        .as("scan of " + table + " by " + where)
                        .isEqualTo(goesOverAll);
            }
        }
    }

    private static boolean works(List<Effect> effects, String table, Work work) {
        return effects.stream().anyMatch(effect -> effect.table().name().equals(table) && effect.work() == work);
    }
}
