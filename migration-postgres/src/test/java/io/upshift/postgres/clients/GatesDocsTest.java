package io.upshift.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Gate;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.Report;
import io.upshift.Service;
import io.upshift.Settings;
import io.upshift.Step;
import io.upshift.TargetConnection;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.online.Online;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What docs/gates.md shows is this code, and its grants are enough. */
class GatesDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "gates.md");
    private static final Path THIS = Path.of("src/test/java/io/upshift/postgres/clients/GatesDocsTest.java");

    public static final class DropCustomerName1709123456800 implements OnlineMigration<PostgresSession> {
        @Override
        public List<Gate<PostgresSession>> gates() {
            return List.of(
                    OldClients.before("orders", "2.0.0")
                            .soak(Duration.ofHours(6))
                            .allowRole("bi")
                            .allowApplication("pgAdmin*"),
                    Unused.inSchema("orders", "customer_name"));
        }

        @Override
        public List<Step<PostgresSession>> steps() {
            return Online.steps(Online.dropColumn("orders", "customer_name").confirm("orders.customer_name"));
        }
    }

    @Test
    void theShownCodeIsThisCode() throws IOException {
        String code = squeezed(Files.readString(THIS));
        List<String> shown = blocks("java");
        assertThat(shown).hasSize(3);
        assertThat(code).contains(squeezed(shown.get(0)).replace("publicfinalclass", "publicstaticfinalclass"));
        assertThat(code).contains(squeezed(shown.get(1)), squeezed(shown.get(2)));
    }

    @Test
    void theDocumentedGrantsAreEnoughToBeatAndToLook() throws Exception {
        List<String> grants = blocks("sql");
        assertThat(grants).hasSize(2);
        try (PostgresServer server = PostgresServer.embedded().start()) {
            Database orders = server.database("orders");
            execute(
                    orders,
                    "revoke all on schema public from public; create role orders_migrator login;"
                            + " create role orders_service login; grant usage, create on schema public to orders_migrator;"
                            + " grant usage on schema public to orders_service");
            MigrationRunner<PostgresSession> migrator =
                    runner(PostgresTarget.of(as(orders, "orders_migrator", "upshift")));
            migrator.migrate();
            execute(orders, "set role orders_migrator; " + grants.get(0));

            PGSimpleDataSource pool = as(orders, "orders_service", "not yet");
            // What the page shows begins here.
            Instance instance = Instance.of("orders", "2.0.0");
            pool.setApplicationName(instance.applicationName());
            PostgresTarget target = PostgresTarget.of(pool);
            MigrationRunner<PostgresSession> runner = runner(target);
            runner.migrate();
            Heartbeat.Registration heartbeat = Heartbeat.of(target, instance)
                    .whenLockedOut(runner, why -> stopServing())
                    .start();
            try (heartbeat;
                    Connection nightly = as(orders, "orders_service", "nightly").getConnection()) {
                Beaten.await(orders.dataSource(), instance);
                assertThat(nightly.isValid(1)).isTrue();
                assertThat(why(orders)).contains("its state is hidden: grant pg_read_all_stats");
                execute(orders, grants.get(1));
                assertThat(why(orders)).contains("application nightly) is no registered instance: ");
            }
            assertThat(why(orders)).isEmpty();
        }
    }

    @Test
    void codeThatReadsAnUnfilledColumnIsRefused() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            MigrationRunner<PostgresSession> runner = runner(PostgresTarget.of(database.dataSource()));
            assertThatThrownBy(() -> readingFilled(runner))
                    .hasMessageContaining("No declared migration is 1709123456795-FillShippingCity");
        }
    }

    private static Report readingFilled(MigrationRunner<PostgresSession> runner) {
        return
        // As the page shows it.
        runner.requiring("1709123456795-FillShippingCity").migrate();
    }

    private static void stopServing() {
        throw new AssertionError("nothing locks it out");
    }

    /** With the shown migration, whose gate is shut for as long as the soak lasts. */
    private static MigrationRunner<PostgresSession> runner(PostgresTarget target) {
        return MigrationRunner.on(target)
                .service("orders", "2.0.0")
                .settings(Settings.defaults())
                .add(new MakeOrders(), new DropCustomerName1709123456800())
                .build();
    }

    private record MakeOrders() implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.parse("1709123456789-MakeOrders");
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            db.sql("create table orders (id int, customer_name text)");
        }
    }

    private static String why(Database database) throws Exception {
        PostgresTarget target = PostgresTarget.of(as(database, "orders_migrator", "upshift"));
        OldClients gate = OldClients.before("orders", "2.0.0").soak(Duration.ZERO);
        StringBuilder why = new StringBuilder();
        try (TargetConnection<PostgresSession> connection = target.connect(new Service("orders", "2.0.0"))) {
            connection.look(db -> why.append(gate.whyShut(db).orElse("")));
        }
        return why.toString();
    }

    private static PGSimpleDataSource as(Database database, String role, String application) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(role);
        source.setApplicationName(application);
        return source;
    }

    private static void execute(Database database, String sql) throws SQLException {
        PGSimpleDataSource source = as(database, database.user(), "upshift test");
        source.setPassword(database.password());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
