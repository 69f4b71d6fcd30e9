package io.upshift.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service started for real, on a port of its own. */
class SpringServiceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private Database database;

    @BeforeEach
    void makeDatabase() {
        database = PostgresServer.shared().freshDatabase();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void jpaFindsTheSchemaThatTheMigrationsHaveMade() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(get(service, "/items/count").body()).isEqualTo("{\"count\":0}");
            assertThat(get(service, "/actuator/health/readiness").body())
                    .contains("\"status\":\"UP\"", "\"stage\":\"ready\"");
            assertThat(service.getBean(Settings.class).lockWait()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void theProbesOfTheManifestAreAnswered() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            for (Object probe : Manifests.values("httpGet")) {
                String path = String.valueOf(((Map<?, ?>) probe).get("path"));
                assertThat(get(service, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(Manifests.values("httpGet")).hasSize(2);
        }
    }

    @Test
    void inTheBackgroundTheProbesTellThatItIsMigratingAndLivenessIsUp() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // The first migration waits for this transaction to tell whether the name is taken.
            statement.execute("create table items (id int)");
            try (ConfigurableApplicationContext service = start("--upshift.startup-mode=background")) {
                await(() -> get(service, "/actuator/health/readiness").body().contains("\"stage\":\"migrating\""));
                assertThat(get(service, "/actuator/health/readiness").statusCode())
                        .isEqualTo(503);
                assertThat(get(service, "/actuator/health/liveness").statusCode())
                        .isEqualTo(200);

                other.rollback();
                await(() -> get(service, "/actuator/health/readiness").statusCode() == 200);
                assertThat(get(service, "/items/count").body()).isEqualTo("{\"count\":0}");
            }
        }
    }

    @Test
    void aStopInTheMiddleOfABackfillKeepsWhatIsDoneAndTheNextStartGoesOn() throws Exception {
        execute(
                "create table items (id bigint generated always as identity primary key, name text not null, label text)",
                "insert into items (name) select 'item ' || g from generate_series(1, 20000) g",
                "create function slowly() returns trigger language plpgsql as $$ begin"
                        + " perform pg_sleep(0.0005); return new; end $$",
                "create trigger slow before update on items for each row execute function slowly()",
                "create table updates (id bigint)",
                "create function told() returns trigger language plpgsql as $$ begin"
                        + " insert into public.updates values (new.id); return new; end $$",
                "create trigger told after update on items for each row execute function told()");

        MigrationRunner.on(PostgresTarget.of(database.dataSource()))
                .service("spring-service", "1.0.0")
                .from(SqlFiles.in("db/migration"))
                .build()
                .baseline("1");

        ConfigurableApplicationContext first = start();
        await(() -> count("updates") > 0);
        first.close();
        long done = count("updates");
        assertThat(done).isBetween(1L, 19_999L);
        execute("alter table items disable trigger slow");

        try (ConfigurableApplicationContext second = start()) {
            assertThat(get(second, "/actuator/health/readiness").statusCode()).isEqualTo(200);
            await(() -> count("items where label is null") == 0);
        }
        assertThat(count("updates")).isEqualTo(20_000);
    }

    @Test
    void aPropertyThatUpshiftDoesNotKnowStopsTheStart() {
        assertThatThrownBy(() -> start("--upshift.lock-wiat=PT1M").close())
                .hasStackTraceContaining("Unknown setting upshift.lock-wiat");
    }

    private ConfigurableApplicationContext start(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        all.addAll(List.of(args));
        return new SpringApplicationBuilder(SpringService.class)
                .web(WebApplicationType.SERVLET)
                .run(all.toArray(new String[0]));
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still waiting after " + LONG).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private long count(String what) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
