package io.upshift.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.items.Orders.Work;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemBackfillTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void codeChangesEveryItemOnceAndTheNextRunFindsNothing() {
        Orders.make(client, 300);
        MigrationRunner<DynamoDbSession> runner = runner(Work.of(Orders.increment()));

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);

        assertThat(Orders.wrong(client, 300, 1)).isEmpty();
        assertThat(runner.validate()).isEmpty();
        assertThat(Progress.of(client)).isEqualTo(new Progress(300, 300));
    }

    @Test
    void anExpressionIsComputedByTheServiceForTheItemsThatMeetTheCondition() {
        Orders.make(client, 100);

        runner(Work.of(ItemBackfill.table(Orders.TABLE)
                        .set("cents", "cents + :one")
                        .set("status", ":done")
                        .where("#status = :open")
                        .bind("#status", "status")
                        .bind(":open", AttributeValue.fromS("open"))
                        .bind(":done", AttributeValue.fromS("done"))
                        .bind(":one", AttributeValue.fromN("1"))
                        .segments(3)))
                .migrate();

        assertThat(Orders.all(client)).hasSize(100).allSatisfy((number, item) -> {
            boolean met = number % 2 == 0;
            assertThat(Orders.number(item, "cents")).isEqualTo(met ? number + 1 : number);
            assertThat(Orders.text(item, "status")).isEqualTo(met ? "done" : "paid");
            assertThat(item.containsKey(Orders.MARKER)).isEqualTo(met);
        });
        assertThat(Progress.of(client)).isEqualTo(new Progress(100, 50));
    }

    @Test
    void anItemThatTheCodeLeavesAloneGetsNoMarker() {
        Orders.make(client, 20);

        runner(Work.of(ItemBackfill.table(Orders.TABLE)
                        .update(order -> order.number("cents").intValueExact() < 5
                                ? ItemChange.none().set("small", true).remove("status")
                                : ItemChange.none())))
                .migrate();

        assertThat(Orders.all(client)).allSatisfy((number, item) -> {
            assertThat(item.containsKey(Orders.MARKER)).isEqualTo(number < 5);
            assertThat(item.containsKey("small")).isEqualTo(number < 5);
            assertThat(item.containsKey("status")).isEqualTo(number >= 5);
        });
        assertThat(Progress.of(client)).isEqualTo(new Progress(20, 5));
    }

    @Test
    void aRevertPutsBackWhatTheUndoRecordsSayAndLeavesNoMarker() {
        Orders.make(client, 120);
        Map<Integer, Map<String, AttributeValue>> before = Orders.all(client);
        ItemBackfill up = ItemBackfill.table(Orders.TABLE)
                .update(order -> ItemChange.none()
                        .set("cents", order.number("cents").longValueExact() * 2)
                        .set("checked", 1)
                        .remove("status"))
                .keepUndo("orders_undo");
        MigrationRunner<DynamoDbSession> runner =
                runner(new Work(1, up, ItemBackfill.restore(Orders.TABLE, "orders_undo")));

        runner.migrate();
        assertThat(Orders.all(client).get(7)).containsEntry("cents", AttributeValue.fromN("14"));
        runner.revert(RevertTo.last(1), plan -> true);

        assertThat(Orders.all(client)).isEqualTo(before);
        runner.migrate();
        assertThat(Orders.all(client).get(7)).containsEntry("cents", AttributeValue.fromN("14"));
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void anItemThatTheServiceHasChangedSinceIsNotRestoredUnlessItMayBeLeft() {
        Orders.make(client, 40);
        ItemBackfill up = Orders.increment().keepUndo("orders_undo");
        runner(new Work(1, up, null)).migrate();
        client.updateItem(request -> request.tableName(Orders.TABLE)
                .key(Map.of("orderId", AttributeValue.fromS("order-3")))
                .updateExpression("set cents = :other")
                .expressionAttributeValues(Map.of(":other", AttributeValue.fromN("77"))));
        ItemBackfill restore = ItemBackfill.restore(Orders.TABLE, "orders_undo");

        assertThatThrownBy(() -> runner(new Work(1, up, restore)).revert(RevertTo.last(1), plan -> true))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the service has changed an item since");
        runner(new Work(1, up, restore.skipUpTo(1))).revert(RevertTo.last(1), plan -> true);

        assertThat(Orders.wrong(client, 40, 0)).containsExactly(3);
    }

    @Test
    void workThatWasCutOffIsTakenBackOnTheItemsThatItHadReachedAndNoOthers() {
        Orders.make(client, 200);
        AtomicInteger calls = new AtomicInteger();
        ItemBackfill unlucky = ItemBackfill.table(Orders.TABLE)
                .update(order -> {
                    if (calls.incrementAndGet() > 250) { // 200 of them are the sample's
                        throw new IllegalStateException("out of luck");
                    }
                    return ItemChange.none()
                            .set("cents", order.number("cents").longValueExact() + 1);
                });
        ItemBackfill back = ItemBackfill.table(Orders.TABLE)
                .set("cents", "cents - :one")
                .bind(":one", AttributeValue.fromN("1"));
        MigrationRunner<DynamoDbSession> runner = runner(new Work(1, unlucky, back));

        assertThatThrownBy(runner::migrate).isInstanceOf(MigrationException.class);
        assertThat(Orders.wrong(client, 200, 0)).isNotEmpty();
        runner.revert(RevertTo.everything(), plan -> true);

        assertThat(Orders.wrong(client, 200, 0)).isEmpty();
        assertThat(Orders.all(client).values()).noneMatch(item -> item.containsKey(Orders.MARKER));
    }

    @Test
    void whatTheServiceChangesMeanwhileIsNotOverwritten() {
        Orders.make(client, 50);
        AtomicBoolean interfered = new AtomicBoolean();
        ItemBackfill slow = ItemBackfill.table(Orders.TABLE).inFlight(1).update(order -> {
            long total = order.number("cents").longValueExact();
            if (total == 9 && calledByTheBatch() && !interfered.getAndSet(true)) {
                client.updateItem(request -> request.tableName(Orders.TABLE)
                        .key(Map.of("orderId", AttributeValue.fromS("order-9")))
                        .updateExpression("set cents = :other")
                        .expressionAttributeValues(Map.of(":other", AttributeValue.fromN("1000"))));
            }
            return ItemChange.none().set("cents", total + 1);
        });

        runner(Work.of(slow)).migrate();

        assertThat(Orders.all(client).get(9)).containsEntry("cents", AttributeValue.fromN("1001"));
        assertThat(Orders.wrong(client, 50, 1)).containsExactly(9);
        assertThat(Progress.of(client)).isEqualTo(new Progress(50, 50));
    }

    @Test
    void anItemThatWouldBeTooLargeIsFoundBeforeTheFirstWrite() {
        Orders.make(client, 30);
        ItemBackfill large = ItemBackfill.table(Orders.TABLE)
                .update(order -> ItemChange.none()
                        .set("text", "x".repeat(order.text("orderId").equals("order-17") ? 410_000 : 10)));

        assertThatThrownBy(() -> runner(Work.of(large)).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("409600 are the most")
                .hasMessageContaining("nothing was changed")
                .hasMessageNotContaining("order-17");

        assertThat(Orders.all(client).values()).noneMatch(item -> item.containsKey("text"));
    }

    @Test
    void itemsThatFailByThemselvesAreLeftOutAndTheRestIsDone() {
        Orders.make(client, 60);
        ItemBackfill picky = ItemBackfill.table(Orders.TABLE)
                .update(order -> {
                    long total = order.number("cents").longValueExact();
                    if (total == 5 || total == 41) {
                        throw new IllegalStateException("odd");
                    }
                    return ItemChange.none().set("cents", total + 1);
                })
                .skipUpTo(2);

        runner(Work.of(picky)).migrate();

        assertThat(Orders.wrong(client, 60, 1)).containsExactlyInAnyOrder(5, 41);
        assertThat(Progress.of(client)).isEqualTo(new Progress(60, 58));
    }

    @Test
    void aLaterMigrationRemovesTheMarkers() {
        Orders.make(client, 50);

        runner(
                        Work.of(Orders.increment()),
                        new Work(2, ItemBackfill.removeMarker(Orders.TABLE, Orders.MARKER), null))
                .migrate();

        assertThat(Orders.wrong(client, 50, 1)).isEmpty();
        assertThat(Orders.all(client).values())
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("orderId", "status", "cents"));
    }

    @Test
    void aChangeOfTheKeyIsRefused() {
        Orders.make(client, 3);

        assertThatThrownBy(() -> runner(Work.of(ItemBackfill.table(Orders.TABLE)
                                .update(order -> ItemChange.none().set("orderId", "other"))))
                        .migrate())
                .hasMessageContaining("belongs to the key of orders")
                .hasMessageContaining("copy the items to a new table");
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> runner(Work.of(Orders.increment())).migrate())
                .hasMessageContaining("there is no table orders");
    }

    private MigrationRunner<DynamoDbSession> runner(Work... work) {
        return Orders.runner(Orders.target(client), 2, work);
    }

    /** The sample calls the code too, before anything is written. */
    private static boolean calledByTheBatch() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("ItemWriter")));
    }
}
