package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Schema;
import io.upshift.postgres.PostgresTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be brought to its end is refused before anything is changed, with a reason and with what to do. */
class BadChangeTest {
    private static final TableChange RENAME = TableChange.renameColumn("orders", "customer", "customer_name");

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open(
                "create table orders (id bigint primary key, customer text, net numeric,"
                        + " gross numeric generated always as (net * 1.2) stored, code text);"
                        + "insert into orders (id, customer, net, code) select i, 'c' || i, i, i::text from generate_series(1, 50) i");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void refused(TableChange change, String... said) {
        Schema before = PostgresTarget.of(stage.source()).inspect();
        assertThatThrownBy(() -> stage.expand(change)).hasMessageContainingAll(said);
        assertThat(PostgresTarget.of(stage.source())
                        .inspect()
                        .differenceFrom(before)
                        .lines())
                .as("changes by a refused expand")
                .allMatch(line -> line.contains("upshift_history"));
    }

    @Test
    void aTableThatIsNotThereIsNamedWithThoseThatAre() {
        refused(TableChange.renameColumn("order", "a", "b"), "no table order", "orders");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
        refused(TableChange.renameColumn("orders", "custmer", "b"), "no column custmer", "id, customer, net");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        refused(TableChange.renameColumn("orders", "customer", "code"), "there is a column code already");
    }

    @Test
    void aNameOfMoreThan63BytesIsRefused() {
        assertThatThrownBy(() -> stage.expand(TableChange.renameColumn("orders", "customer", "x".repeat(64))))
                .hasMessageContaining("longer than 63 bytes");
    }

    @Test
    void anExpressionThatMakesNoSenseIsRefused() {
        refused(
                TableChange.changeType("orders", "code")
                        .into("number", "int", "cod::int")
                        .back("code", "number::text"),
                "doesn't understand cod::int",
                "column \"cod\" does not exist");
        refused(
                TableChange.changeType("orders", "code")
                        .into("number", "int", "code::int")
                        .back("code", "numbr::text"),
                "doesn't understand numbr::text");
    }

    @Test
    void anExpressionThatFailsForRowsIsRefusedWithAQueryThatFindsThem() throws Exception {
        stage.execute("update orders set code = 'x' where id in (7, 9)");
        TableChange change = TableChange.changeType("orders", "code")
                .into("number", "int", "code::int")
                .back("code", "number::text");
        refused(change, "fails for rows that are there (22P02)", "select * from orders where ctid = any");
        assertThatThrownBy(() -> stage.expand(change)).satisfies(e -> {
            String message = String.valueOf(e.getMessage());
            String query = message.substring(message.indexOf('"') + 1);
            query = query.substring(0, query.indexOf("')") + 2);
            assertThat(stage.rows("select id from (" + query + ") found order by id"))
                    .isEqualTo("7 9");
        });
    }

    @Test
    void aMissingWayBackIsRefused() {
        assertThatThrownBy(() -> stage.expand(
                        TableChange.splitColumn("orders", "customer").into("a", "text", "customer")))
                .hasMessageContaining("nothing says how customer is made from the new columns");
    }

    @Test
    void whatStandsOnTheColumnInTheEndIsNamedInTheBeginning() throws Exception {
        stage.execute("create view sums as select customer, sum(net) from orders group by 1");
        refused(RENAME, "the view sums reads it", ".view(\"sums\"");
        stage.execute("drop view sums; create policy mine on orders using (customer = current_user)");
        refused(RENAME, "policy mine");
        stage.execute("drop policy mine on orders; create trigger t after update of customer on orders execute function"
                + " suppress_redundant_updates_trigger()");
        refused(RENAME, "trigger t");
        stage.execute("drop trigger t on orders; alter table orders add constraint u unique (customer);"
                + "create table notes (customer text references orders (customer))");
        refused(RENAME, "foreign key notes_customer_fkey of notes refers to it");
    }

    @Test
    void aConstraintThatASplitWouldLoseIsNamed() throws Exception {
        stage.execute("alter table orders add constraint u unique (customer)");
        refused(
                TableChange.splitColumn("orders", "customer")
                        .into("a", "text", "customer")
                        .back("customer", "a"),
                "constraint u on table orders would be lost");
    }

    @Test
    void generatedColumnsAreNotReadByTriggers() {
        refused(TableChange.addColumn("orders", "twice", "numeric", "gross * 2"), "gross, which is generated");
    }

    @Test
    void writersForWhomTriggersAreSilentAreRefused() throws Exception {
        String role = "replicator_" + stage.database().name();
        stage.execute("create role " + role + "; alter role " + role + " set session_replication_role = replica");
        try {
            refused(RENAME, "triggers are silent for " + role);
        } finally {
            stage.execute("drop role " + role);
        }
        stage.execute(
                "create subscription s connection 'dbname=nowhere' publication p with (connect = false, slot_name ="
                        + " none); insert into pg_subscription_rel select oid, 'orders'::regclass, 'r' from pg_subscription");
        refused(RENAME, "a subscription writes to it");
        stage.execute("delete from pg_subscription_rel; drop subscription s");
    }

    @Test
    void aTriggerThatWouldFireLaterIsNamed() throws Exception {
        stage.execute("create trigger \"~~last\" before update on orders for each row execute function"
                + " suppress_redundant_updates_trigger()");
        refused(RENAME, "~~last");
    }

    @Test
    void anotherChangeOfTheSameColumnIsNamed() throws Exception {
        stage.expand(RENAME);
        assertThatThrownBy(() -> stage.runner(
                                java.util.List.of(RENAME, TableChange.renameColumn("orders", "customer_name", "buyer")),
                                false)
                        .migrate())
                .hasMessageContaining("another change of the same column is in progress");
    }

    @Test
    void aChangeByHandIsSeenByDefinition() throws Exception {
        stage.expand(RENAME);
        stage.execute("alter table orders disable trigger \"~upshift_1709123456789_3\"");
        assertThatThrownBy(() -> stage.backfill(RENAME)).hasMessageContaining("was changed by hand");
        stage.execute("alter table orders enable trigger \"~upshift_1709123456789_3\"");
        stage.backfill(RENAME);
        stage.execute("create or replace function orders_upshift_1709123456789() returns trigger language plpgsql as"
                + " 'begin return new; end'");
        assertThatThrownBy(() -> stage.contract(RENAME)).hasMessageContaining("was changed by hand");
    }

    @Test
    void aDomainThatWouldMakePostgresWriteTheTableAnewIsRefused() throws Exception {
        stage.execute("create domain positive as numeric check (value > 0)");
        refused(
                TableChange.addColumn("orders", "more", "positive", "net + 1"),
                "the type of more is a domain with constraints");
    }

    @Test
    void anExpandThatIsThereAlreadyIsTakenForWhatItIs() throws Exception {
        stage.expand(RENAME);
        stage.execute("drop table upshift_history, upshift_history_lock cascade");
        stage.execute(
                "do $$ declare t text; begin for t in select relname from pg_class where relkind = 'r' and relname"
                        + " like 'upshift%' loop execute 'drop table ' || t || ' cascade'; end loop; end $$");
        stage.backfill(RENAME);
        assertThat(stage.text("select count(*) from orders where customer_name is null"))
                .isEqualTo("0");
    }

    @Test
    void aDeclarationThatWasChangedAfterItsExpandIsRefused() throws Exception {
        stage.expand(RENAME);
        assertThatThrownBy(() -> stage.backfill(TableChange.renameColumn("orders", "code", "customer_name")))
                .hasMessageContaining("was changed after it had been applied");
    }
}
