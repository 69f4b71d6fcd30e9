package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.postgres.online.Online;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What docs/online-changes.md shows is this code, and its defaults are the defaults. */
class OnlineDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "online-changes.md");
    private static final Path THIS = Path.of("src/test/java/io/upshift/postgres/OnlineDocsTest.java");

    @SuppressWarnings("unused") // shown
    public static final class AddOrderTags1709123456789 implements OnlineMigration<PostgresSession> {
        @Override
        public List<Step<PostgresSession>> steps() {
            return Online.steps(
                    Online.createIndex("orders_tags").on("orders").using("gin").columns("tags"),
                    Online.addForeignKey("orders_customer_fk")
                            .on("orders", "customer_id")
                            .references("customers", "id"),
                    Online.setNotNull("orders", "email"));
        }
    }

    @Test
    void theShownMigrationCompiles() throws IOException {
        String shown = between(Files.readString(PAGE), "public final class", "```");
        String code = Files.readString(THIS);
        assertThat(squeezed(code)).contains(squeezed(shown).replace("publicfinalclass", "publicstaticfinalclass"));
        assertThat(new AddOrderTags1709123456789().steps()).hasSize(7);
    }

    @Test
    void theShownBudgetIsTheTargets() {
        DataSource dataSource = new PGSimpleDataSource();
        PostgresTarget target =
                PostgresTarget.of(dataSource).budgets(LockBudgets.defaults().lockTimeout(Duration.ofMillis(200)));
        assertThat(target.budgets().lockTimeout()).hasMillis(200);
    }

    @Test
    void theShownDefaultsAreTheDefaults() throws IOException {
        LockBudgets defaults = LockBudgets.defaults();
        Map<String, Duration> values = Map.of(
                "lock-timeout", defaults.lockTimeout(),
                "lock-deadline", defaults.lockDeadline(),
                "statement-timeout", defaults.statementTimeout(),
                "build-lock-timeout", defaults.buildLockTimeout(),
                "validate-lock-timeout", defaults.validateLockTimeout(),
                "build-statement-timeout", defaults.buildStatementTimeout(),
                "idle-in-transaction-timeout", defaults.idleInTransactionTimeout());
        String page = Files.readString(PAGE);
        values.forEach((name, value) -> {
            String shown = between(page, "| `" + name + "` | ", " |").substring(("| `" + name + "` | ").length());
            assertThat(Durations.parse(shown)).as(name).isEqualTo(value);
        });
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start + from.length()));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
