package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.StartupMode;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class LeastPrivilegeTest {
    private static final Path DOCUMENT = Path.of("../SECURITY.md");

    @Test
    void theDocumentedGrantsAreEnoughToMigrateAndToVerify(@TempDir Path folder) throws Exception {
        List<String> blocks = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).as("blocks of SQL in " + DOCUMENT).hasSizeGreaterThanOrEqualTo(2);
        Path files = Sample.files(folder);
        try (PostgresServer server = PostgresServer.embedded().start()) {
            Database orders = server.database("orders");
            Rows owner = new Rows(orders.dataSource());
            owner.execute("revoke all on database orders from public; revoke all on schema public from public");
            owner.execute(blocks.get(0));
            assertThat(Sample.runner(as(orders, "orders_migrator"), files).migrate())
                    .isInstanceOf(Report.Completed.class);

            owner.execute("create role orders_service login; grant connect on database orders to orders_service");
            owner.execute(blocks.get(1));
            MigrationRunner<PostgresSession> service = MigrationRunner.on(
                            PostgresTarget.of(as(orders, "orders_service")))
                    .service("sample", "1")
                    .settings(
                            Settings.defaults().startupMode(StartupMode.VERIFY).allowMissing(true))
                    .add(new Sample.Java(1, "create table ran (migration int)"))
                    .build();
            assertThat(service.start().get()).isInstanceOf(Report.UpToDate.class);
            assertThatThrownBy(() -> new Rows(as(orders, "orders_service")).execute("delete from upshift_history"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static PGSimpleDataSource as(Database database, String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(role);
        return source;
    }
}
