package io.upshift.postgres.testkit;

import static io.upshift.testkit.migration.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.migration.HarnessAssert;
import io.upshift.testkit.migration.Kills;
import io.upshift.testkit.migration.LockMode;
import io.upshift.testkit.migration.MigrationHarness;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each migration is wrong in a way of its own, and each is caught, with a message that names the cause. */
class WrongMigrationsTest {
    /**
     * A wrong migration.
     *
     * @param what is wrong
     * @param check which should see it
     * @param cause what its message has to say
     */
    record Wrong(String what, Shop shop, Consumer<HarnessAssert<PostgresSession>> check, String cause) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> wrongMigrations() {
        return Stream.of(
                wayBack(
                        "a down that forgets an index",
                        "alter table orders add column tag text; create index orders_status on orders (status)",
                        "alter table orders drop column tag",
                        "its down leaves index public.orders_status"),
                wayBack(
                        "a down that forgets a table",
                        "create table tags (id int); alter table orders add column tag text",
                        "alter table orders drop column tag",
                        "its down leaves table public.tags"),
                wayBack(
                        "a down that forgets a function",
                        "create function f() returns int language sql as 'select 1'",
                        "",
                        "its down leaves function public.f()"),
                wayBack(
                        "a down that forgets a type",
                        "create type mood as enum ('sad'); alter table orders add column mood mood",
                        "alter table orders drop column mood",
                        "its down leaves enum public.mood"),
                wayBack(
                        "a lost default",
                        "alter table orders alter column status set default 'created'",
                        "alter table orders alter column status drop default",
                        "its down leaves changed column public.orders.status: text not null default 'new'"),
                wayBack(
                        "a lost not null",
                        "alter table orders alter column status drop not null",
                        "",
                        "its down leaves changed column public.orders.status"),
                wayBack(
                        "a lost privilege",
                        "drop view open_orders; create view open_orders as select id, status, note from orders",
                        "drop view open_orders; create view open_orders as select id, status from orders where status <>"
                                + " 'done'",
                        "its down doesn't bring back privilege"),
                wayBack(
                        "a view that comes back different",
                        "create or replace view open_orders as select id, status from orders",
                        "create or replace view open_orders as select id, status from orders where status <> 'DONE'",
                        "its down leaves changed view public.open_orders"),
                wayBack(
                        "a lost comment",
                        "comment on column orders.note is 'private'",
                        "comment on column orders.note is null",
                        "its down doesn't bring back comment"),
                wayBack(
                        "a lost trigger",
                        "drop trigger orders_touch on orders",
                        "",
                        "its down doesn't bring back trigger"),
                wayBack(
                        "an index that comes back without its uniqueness",
                        "drop index customers_email",
                        "create index customers_email on customers (lower(email), id)",
                        "its down leaves changed index public.customers_email"),
                wayBack(
                        "a foreign key that comes back without its cascade",
                        "alter table orders drop constraint orders_customer_id_fkey",
                        "alter table orders add constraint orders_customer_id_fkey foreign key (customer_id) references"
                                + " customers (id)",
                        "ON DELETE CASCADE"),
                wayBack(
                        "a constraint that comes back unvalidated",
                        "alter table orders drop constraint orders_amount_check",
                        "alter table orders add constraint orders_amount_check check (amount is null or amount between 0"
                                + " and 1000000) not valid",
                        "NOT VALID"),
                wayBack(
                        "a type that comes back wider",
                        "alter table orders alter column note type text",
                        "alter table orders alter column note type varchar(60)",
                        "its down leaves changed column public.orders.note: character varying(50)"),
                wayBack(
                        "data lost on revert",
                        "alter table orders drop column note",
                        "alter table orders add column note varchar(50);"
                                + " comment on column orders.note is 'written by the customer'",
                        "its down doesn't give the rows back: table public.orders has lost or changed the note of"),
                wayBack(
                        "rows deleted for good",
                        "delete from orders where id % 2 = 0",
                        "",
                        "its down doesn't give the rows back: table public.orders had"),
                wayBack(
                        "rows left behind",
                        "insert into customers (email) values ('test@example.org')",
                        "",
                        "its down doesn't give the rows back: table public.customers had"),
                wayBack(
                        "values cut off",
                        "alter table orders alter column note type varchar(3) using left(note, 3)",
                        "alter table orders alter column note type varchar(50)",
                        "lost or changed the note of"),
                wayBack(
                        "a backfill whose down is the wrong inverse",
                        "update orders set amount = amount / 2",
                        "update orders set amount = amount * 2",
                        "lost or changed the amount of"),
                wayBack(
                        "a backfill that isn't the same twice",
                        "alter table orders add column lucky float; update orders set lucky = random()",
                        "alter table orders drop column lucky",
                        "its second up makes other rows than the first: table public.orders holds other values in lucky"),
                wayBack(
                        "a down that fails",
                        "alter table orders add column tag text",
                        "alter table orders drop column tags",
                        "its down fails: "),
                one(
                        "a migration that works on empty tables alone",
                        Shop.with("alter table orders add column tag text not null"),
                        HarnessAssert::roundTrips,
                        "2-second can't be brought: "),
                one(
                        "a unique index on a column with duplicates",
                        Shop.with("create unique index orders_customer on orders (customer_id)"),
                        HarnessAssert::roundTrips,
                        "could not create unique index"),
                one(
                        "a rewrite hidden in a change of type",
                        Shop.with("alter table orders alter column amount type bigint"),
                        HarnessAssert::rewritesNoTable,
                        "2-second: rewrites orders"),
                one(
                        "a rewrite hidden in a default",
                        Shop.with("alter table orders add column token uuid default gen_random_uuid()"),
                        HarnessAssert::rewritesNoTable,
                        "2-second: rewrites orders"),
                one(
                        "a constraint that is checked under a lock",
                        Shop.with("alter table orders add constraint positive check (amount is null or amount >= 0)"),
                        kit -> kit.sparesTables("orders"),
                        "2-second: reads all of the large table orders"),
                one(
                        "an index that is built under a lock",
                        Shop.with("create index orders_status on orders (status)"),
                        kit -> kit.locksAtMost(LockMode.SHARE_UPDATE_EXCLUSIVE),
                        "2-second: locks orders in SHARE with: create index"),
                one(
                        "an update of all rows in one transaction",
                        Shop.with("update orders set status = 'x'"),
                        kit -> kit.scansNoTableLargerThan(5),
                        "2-second: reads all of orders"),
                one(
                        "an online step that is done twice after a kill",
                        new Shop(new Shop.Forgetful()),
                        kit -> kit.survives(new Kills(50, 1)),
                        "the next run makes other rows: table public.customers had 1 rows and has 2"),
                one(
                        "a rename under running code",
                        Shop.with("alter table orders rename column note to remark"),
                        bears("select note from orders where id = ?"),
                        "2-second breaks what worked before it (ERROR: column \"note\" does not exist"),
                one(
                        "a column dropped under running code",
                        Shop.with("alter table orders drop column note"),
                        bears("update orders set note = 'x' where id = 1"),
                        "2-second breaks what worked before it"),
                one(
                        "a required column that running code doesn't know",
                        Shop.with("alter table customers add column name text not null default 'x';"
                                + " alter table customers alter column name drop default"),
                        bears("insert into customers (email) values ('a@example.org')"),
                        "2-second breaks what worked before it (ERROR: null value in column \"name\""),
                one(
                        "a type that is too narrow for running code",
                        Shop.with("alter table customers alter column email type varchar(5) using left(email, 5)"),
                        bears("insert into customers (email) values ('somebody@example.org')"),
                        "2-second breaks what worked before it (ERROR: value too long"));
    }

    @ParameterizedTest
    @MethodSource("wrongMigrations")
    void isCaughtForItsCause(Wrong wrong) {
        try (MigrationHarness<PostgresSession> harness = MigrationHarness.of(wrong.shop())) {
            assertThat(catchThrowable(() -> wrong.check().accept(assertThat(harness))))
                    .as(wrong.what())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(wrong.cause());
        }
    }

    private static Wrong wayBack(String what, String up, String down, String cause) {
        return one(what, Shop.with(up, down), HarnessAssert::roundTrips, cause);
    }

    private static Wrong one(String what, Shop shop, Consumer<HarnessAssert<PostgresSession>> check, String cause) {
        return new Wrong(what, shop, check, cause);
    }

    private static Consumer<HarnessAssert<PostgresSession>> bears(String statement) {
        return kit -> kit.isCompatibleWith(List.of(statement));
    }
}
