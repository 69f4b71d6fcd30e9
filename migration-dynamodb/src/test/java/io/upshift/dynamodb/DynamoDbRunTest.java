package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Change;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.State;
import io.upshift.Status;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.RequestCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class DynamoDbRunTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final RequestCount requests = new RequestCount();
    private final DynamoDbClient client = account.client(requests);

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aRunWithNothingToDoIsOneRequestHoweverManyMigrationsThereAre() {
        assertThat(Sample.runner(Sample.target(client), Sample.ten()).migrate()).isInstanceOf(Report.Completed.class);
        requests.reset();

        assertThat(Sample.runner(Sample.target(client), Sample.ten()).migrate()).isInstanceOf(Report.UpToDate.class);

        assertThat(requests.byOperation()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void everyMigrationRunsOnceAndTheHistoryIsReadWithoutAScan() {
        MigrationRunner<DynamoDbSession> runner = Sample.runner(Sample.target(client), Sample.ten());
        runner.migrate();
        requests.reset();

        assertThat(runner.validate()).isEmpty();
        assertThat(runner.status().migrations()).extracting(Status.Line::state).containsOnly(State.APPLIED);

        assertThat(requests.byOperation()).containsOnlyKeys("GetItem", "Query");
        IntStream.rangeClosed(2, 10)
                .forEach(version -> assertThat(Sample.ran(client, version)).isEqualTo(1));
    }

    @Test
    void twoRunnersAtOnceDoTheWorkOnce() {
        List<CompletableFuture<Report>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(CompletableFuture.supplyAsync(
                    () -> Sample.runner(Sample.target(client), Sample.ten()).migrate()));
        }

        assertThat(both.stream().map(CompletableFuture::join))
                .hasOnlyElementsOfTypes(Report.Completed.class, Report.UpToDate.class);
        IntStream.rangeClosed(2, 10)
                .forEach(version -> assertThat(Sample.ran(client, version)).isEqualTo(1));
        assertThat(Sample.runner(Sample.target(client), Sample.ten()).validate())
                .isEmpty();
    }

    @Test
    void aRevertTakesBackItemsAndTablesAndAnotherRunBringsThemAgain() {
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), Sample.count(2));
        runner.migrate();

        runner.revert(RevertTo.last(1), plan -> true);
        assertThat(Sample.ran(client, 2)).isZero();
        runner.revert(RevertTo.last(1), plan -> true);
        assertThat(client.listTables().tableNames()).containsExactly(Sample.TRACKING);

        runner.migrate();
        assertThat(Sample.ran(client, 2)).isEqualTo(1);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void writesThatShareATransactionWithTheEntryAreNotMadeWhenTheirConditionDoesNotHold() {
        Change<DynamoDbSession> refused = new Sample.Code(
                2,
                session -> {
                    session.write(Sample.increment(2, 1));
                    session.write(TransactWriteItem.builder()
                            .put(item -> item.tableName(Sample.COUNTS)
                                    .item(Map.of("id", AttributeValue.fromS("3")))
                                    .conditionExpression("attribute_exists(id)"))
                            .build());
                },
                null);
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), refused);

        assertThatThrownBy(runner::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the condition of write 2 of 2 doesn't hold");

        assertThat(Sample.ran(client, 2)).isZero();
        assertThat(runner.status().migrations()).extracting(Status.Line::state).contains(State.FAILED);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void aMigrationThatCallsTheClientLeavesAnIntentAndIsCalledAgainAfterAFailure() {
        int[] calls = {0};
        Change<DynamoDbSession> unlucky = new Sample.Code(
                2,
                session -> {
                    session.client()
                            .putItem(put ->
                                    put.tableName(Sample.COUNTS).item(Map.of("id", AttributeValue.fromS("put"))));
                    if (calls[0]++ == 0) {
                        throw new IllegalStateException("out of luck");
                    }
                },
                null);
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), unlucky);

        assertThatThrownBy(runner::migrate).hasMessageContaining("out of luck").hasMessageContaining("stay made");
        runner.migrate();

        assertThat(calls[0]).isEqualTo(2);
        assertThat(runner.status().migrations())
                .extracting(line -> line.kind().name())
                .containsExactly("ONLINE", "ONLINE");
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void anEditedEntryIsFoundByValidate() {
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), Sample.count(2));
        runner.migrate();
        client.updateItem(request -> request.tableName(Sample.TRACKING)
                .key(Map.of("pk", Items.of("sample"), "sk", Items.of(EntryItem.sortKey(2))))
                .updateExpression("set service_version = :other")
                .expressionAttributeValues(Map.of(":other", Items.of("9.9.9"))));

        assertThat(runner.validate()).anyMatch(problem -> problem.contains("is not what was written"));
    }

    @Test
    void aDeletedEntryIsFoundByValidate() {
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), Sample.count(2));
        runner.migrate();
        client.deleteItem(request -> request.tableName(Sample.TRACKING)
                .key(Map.of("pk", Items.of("sample"), "sk", Items.of(EntryItem.sortKey(3)))));

        assertThat(runner.validate()).anyMatch(problem -> problem.contains("the history was edited"));
    }

    @Test
    void aBaselineOfMoreMigrationsThanATransactionTakesIsAllOrNothing() {
        List<Change<DynamoDbSession>> many = IntStream.rangeClosed(1, 230)
                .<Change<DynamoDbSession>>mapToObj(Sample::count)
                .toList();
        MigrationRunner<DynamoDbSession> runner = Sample.runner(Sample.target(client), many);

        runner.baseline("230");

        assertThat(runner.validate()).isEmpty();
        assertThat(runner.plan().items()).isEmpty();
    }

    @Test
    void theTrackingTableIsPaidByRequestAndNamedAfterTheService() {
        Sample.runner(client, Sample.counts()).migrate();

        assertThat(client.describeTable(request -> request.tableName(Sample.TRACKING))
                        .table()
                        .billingModeSummary()
                        .billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void aTrackingTableThatIsDeletedInMidRunEndsTheRunAndIsNamed() {
        Change<DynamoDbSession> hostile =
                new Sample.Code(2, session -> client.deleteTable(request -> request.tableName(Sample.TRACKING)), null);

        assertThatThrownBy(() -> Sample.runner(client, Sample.counts(), hostile).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("2-code")
                .hasMessageContaining("see who deleted it");
    }

    @Test
    void theDescriptionNamesTheRegionAndTheHostAndNoSecret() {
        assertThat(Sample.target(client).describe())
                .contains("dynamodb us-east-1 at ")
                .doesNotContain(account.accessKeyId());
    }
}
