package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.RequestCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DocsTest {
    private static final Path PAGE = Path.of("../docs/dynamodb.md");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void everyJavaBlockOfThePageStandsInAFileThatIsCompiled() throws IOException {
        String sources = sources();
        Matcher blocks = JAVA.matcher(Files.readString(PAGE));
        int found = 0;
        while (blocks.find()) {
            found++;
            assertThat(sources).contains(blocks.group(1).stripTrailing());
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void theMigrationsOfThePageRunThereAndBackWithinTheDocumentedPolicy() throws IOException {
        RequestCount requests = new RequestCount();
        try (DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
                DynamoDbClient dynamoDb = account.client(requests)) {
            MigrationRunner<DynamoDbSession> runner = runner(dynamoDb);

            assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
            runner.revert(RevertTo.everything(), plan -> true);

            String policy = Files.readString(PAGE);
            for (String operation : requests.byOperation().keySet()) {
                String action = operation.equals("TransactWriteItems") ? "UpdateItem" : operation;
                assertThat(policy).contains("\"dynamodb:" + action + "\"");
            }
        }
    }

    private static MigrationRunner<DynamoDbSession> runner(DynamoDbClient dynamoDb) {
        return MigrationRunner.on(DynamoDbTarget.of(dynamoDb))
                .service("orders", "1.4.0")
                .add(new CreateOrderStatusHistory1709123456789(), new SeedStatuses1709123456790())
                .build();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
