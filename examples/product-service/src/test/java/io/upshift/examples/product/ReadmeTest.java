package io.upshift.examples.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.examples.product.migrations.AddProductAttributes1709123456789;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void theTenLinesMigrateAService() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            migrate(database.dataSource());
            assertThat(ProductMigrations.all(PostgresTarget.of(database.dataSource()))
                            .build()
                            .plan()
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void everyJavaBlockOfTheReadmeStandsInAFileThatIsCompiled() throws Exception {
        String sources = sources();
        Matcher blocks = JAVA.matcher(Files.readString(ROOT.resolve("README.md")));
        int found = 0;
        while (blocks.find()) {
            found++;
            assertThat(sources).contains(blocks.group(1).stripTrailing());
        }
        assertThat(found).isGreaterThanOrEqualTo(2);
    }

    private static void migrate(DataSource dataSource) {
        MigrationRunner.on(PostgresTarget.of(dataSource))
                .service("product-service", "1.3.0")
                .from(SqlFiles.in("db/base"))
                .from(SqlFiles.in("db/migration"))
                .discover(AddProductAttributes1709123456789.class.getPackage())
                .build()
                .migrate(); // waits for another instance, and throws unless the schema is ready
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
