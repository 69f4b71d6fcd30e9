package io.upshift.examples.benchmarks;

import io.upshift.postgres.online.Online;
import io.upshift.postgres.online.OnlineChange;
import java.util.List;

/**
 * A change to the table, in both ways.
 *
 * @param statement what one would write without a thought for others
 * @param undo leads back to where both ways begin
 */
record LockOperation(String name, OnlineChange change, String statement, String undo) {

    static List<LockOperation> all() {
        return List.of(
                new LockOperation(
                        "create-index",
                        Online.createIndex("x").on("orders").columns("email"),
                        "create index x on orders (email)",
                        "drop index x"),
                new LockOperation(
                        "not-null",
                        Online.setNotNull("orders", "email"),
                        "alter table orders alter column email set not null",
                        "alter table orders alter column email drop not null"),
                new LockOperation(
                        "foreign-key",
                        Online.addForeignKey("fk").on("orders", "customer_id").references("customers", "id"),
                        "alter table orders add constraint fk foreign key (customer_id) references customers (id)",
                        "alter table orders drop constraint fk"),
                new LockOperation(
                        "check",
                        Online.addCheck("positive", "orders", "total >= 0"),
                        "alter table orders add constraint positive check (total >= 0)",
                        "alter table orders drop constraint positive"),
                new LockOperation(
                        "unique",
                        Online.addUnique("u", "orders", "email"),
                        "alter table orders add constraint u unique (email)",
                        "alter table orders drop constraint u"),
                new LockOperation(
                        "alter-type",
                        Online.alterType("orders", "email", "varchar(200)"),
                        "alter table orders alter column email type varchar(200)",
                        "alter table orders alter column email type varchar(100)"),
                new LockOperation(
                        "drop-column",
                        Online.dropColumn("orders", "spare").confirm("orders.spare"),
                        "alter table orders drop column spare",
                        "alter table orders add column spare text"),
                new LockOperation(
                        "reindex", Online.reindexIndex("orders_customer"), "reindex index orders_customer", "select 1"),
                new LockOperation(
                        "drop-index",
                        Online.dropIndex("orders_spare"),
                        "drop index orders_spare",
                        "create index orders_spare on orders (total)"),
                new LockOperation(
                        "detach-partition",
                        Online.detachPartition("events", "events_1"),
                        "alter table events detach partition events_1",
                        "alter table events attach partition events_1 for values from (0) to (100)"),
                new LockOperation(
                        "column-with-volatile-default",
                        Online.addColumn("orders", "ref", "uuid").volatileDefault("gen_random_uuid()"),
                        "alter table orders add column ref uuid default gen_random_uuid()",
                        "alter table orders drop column ref; vacuum orders"));
    }
}
