package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.Schema;
import io.upshift.postgres.online.Drop;
import io.upshift.postgres.online.Online;
import io.upshift.postgres.online.OnlineChange;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each online change makes, and that its way back leads back. */
class OnlineTest {
    private static final String SCHEMA = """
            create table customers (id bigint primary key, name varchar(50), note text);
            create table orders (id bigint not null, customer_id bigint, email text, total numeric(10,2), tags text[],
                j jsonb, made timestamptz not null default now());
            insert into customers select i, 'c' || i from generate_series(1, 50) i;
            insert into orders select i, i % 50 + 1, 'E' || i, i, array['a'], '{}' from generate_series(1, 2000) i;
            create table logs (id bigint not null, customer_id bigint, at date not null) partition by range (at);
            create table logs_1 partition of logs for values from ('2024-01-01') to ('2025-01-01');
            create table logs_2 partition of logs for values from ('2025-01-01') to ('2026-01-01')
                partition by hash (id);
            create table logs_2_0 partition of logs_2 for values with (modulus 2, remainder 0);
            create table logs_2_1 partition of logs_2 for values with (modulus 2, remainder 1);
            insert into logs select i, i % 50 + 1, date '2024-06-01' + (i % 365) from generate_series(1, 1000) i;
            """;

    private static final Map<String, OnlineChange> REVERSIBLE = Map.ofEntries(
            Map.entry("index", Online.createIndex("x").on("orders").columns("email", "id")),
            Map.entry(
                    "index in schema",
                    Online.createIndex("X y").on("public.orders").columns("email")),
            Map.entry(
                    "unique index",
                    Online.createIndex("x").on("orders").columns("id").unique()),
            Map.entry(
                    "partial index",
                    Online.createIndex("x").on("orders").columns("email").where("total > 5")),
            Map.entry(
                    "index on expression", Online.createIndex("x").on("orders").keys("lower(email)", "id desc")),
            Map.entry(
                    "covering index",
                    Online.createIndex("x").on("orders").columns("id").include("email", "total")),
            Map.entry("gin", Online.createIndex("x").on("orders").using("gin").keys("j jsonb_path_ops")),
            Map.entry(
                    "index with parameters",
                    Online.createIndex("x")
                            .on("orders")
                            .keys("email text_pattern_ops")
                            .with("fillfactor = 70")),
            Map.entry("partitioned index", Online.createIndex("x").on("logs").columns("customer_id")),
            Map.entry(
                    "unique partitioned index",
                    Online.createIndex("x").on("logs").columns("at", "id").unique()),
            Map.entry(
                    "foreign key",
                    Online.addForeignKey("fk").on("orders", "customer_id").references("customers", "id")),
            Map.entry(
                    "partitioned foreign key",
                    Online.addForeignKey("fk")
                            .on("logs", "customer_id")
                            .references("customers", "id")
                            .actions("on delete cascade")),
            Map.entry("check", Online.addCheck("positive", "orders", "total >= 0")),
            Map.entry("partitioned check", Online.addCheck("positive", "logs", "id >= 0")),
            Map.entry("not null", Online.setNotNull("orders", "email")),
            Map.entry("partitioned not null", Online.setNotNull("logs", "customer_id")),
            Map.entry("unique", Online.addUnique("one", "orders", "id")),
            Map.entry("primary key", Online.addPrimaryKey("orders_pkey", "orders", "id")),
            Map.entry(
                    "default",
                    Online.addColumn("orders", "ref", "uuid")
                            .volatileDefault("gen_random_uuid()")
                            .notNull()),
            Map.entry(
                    "partitioned default",
                    Online.addColumn("logs", "r", "float").volatileDefault("random()")),
            Map.entry("identity", Online.addColumn("customers", "n", "bigint").identity()),
            Map.entry("reindex index", Online.reindexIndex("customers_pkey")),
            Map.entry("reindex table", Online.reindexTable("public.customers")),
            Map.entry(
                    "detach",
                    Online.detachPartition("logs", "logs_1")
                            .bounds("for values from ('2024-01-01') to ('2025-01-01')")));

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute(SCHEMA);
        // So that the history is part of both pictures.
        Brought.migrate(database.dataSource(), Online.addCheck("warm", "orders", "id > 0"));
        Brought.revert(database.dataSource(), Online.addCheck("warm", "orders", "id > 0"));
        rows.execute("truncate upshift_history; update upshift_history_lock set head_length = 0, fingerprint = null");
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Stream<String> reversible() {
        return REVERSIBLE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void aChangeIsMadeAndTakenBackAndMadeAgain(String name) throws SQLException {
        OnlineChange change = Optional.ofNullable(REVERSIBLE.get(name)).orElseThrow();
        Schema before = snapshot();
        assertThat(Brought.migrate(database.dataSource(), change)).isInstanceOf(Report.Completed.class);
        assertNothingIsHalfDone();
        Schema made = snapshot();
        if (!name.startsWith("reindex")) {
            assertThat(made.differenceFrom(before).lines()).isNotEmpty();
        }
        Brought.revert(database.dataSource(), change);
        if (!name.equals("detach")) {
            assertThat(snapshot().differenceFrom(before).lines()).isEmpty();
        }
        assertThat(Brought.migrate(database.dataSource(), change)).isInstanceOf(Report.Completed.class);
        assertThat(snapshot().differenceFrom(made).lines()).isEmpty();
        assertThat(Brought.migrate(database.dataSource(), change)).isInstanceOf(Report.UpToDate.class);
    }

    @Test
    void anIdentityNumbersTheRowsAndGoesOnFromThere() throws SQLException {
        Brought.migrate(
                database.dataSource(),
                Online.addColumn("customers", "n", "bigint").identity());
        rows.execute("insert into customers (id) values (1000)");
        assertThat(rows.text("select count(distinct n) || ' ' || max(n) from customers"))
                .isEqualTo("51 51");
        assertThat(
                        rows.text(
                                "select attidentity from pg_attribute where attrelid = 'customers'::regclass and attname = 'n'"))
                .isEqualTo("d");
    }

    @Test
    void aFilledColumnDiffersFromRowToRow() throws SQLException {
        Brought.migrate(
                database.dataSource(), Online.addColumn("orders", "ref", "uuid").volatileDefault("gen_random_uuid()"));
        assertThat(rows.number("select count(distinct ref) from orders")).isEqualTo(2000);
    }

    @Test
    void nothingIsReadUnderTheLockOfSetNotNull() throws SQLException {
        Brought.migrate(database.dataSource(), Online.setNotNull("orders", "email"));
        assertThat(rows.number(
                        "select count(*) from pg_constraint where conrelid = 'orders'::regclass and contype = 'c'"))
                .isZero();
        assertThatThrownBy(() -> rows.execute("insert into orders (id) values (1)"))
                .hasMessageContaining("null value in column \"email\"");
    }

    @Test
    void rowsThatBreakAConstraintFailItWithoutARow() throws SQLException {
        rows.execute("update orders set total = -4711 where id = 7");
        assertThatThrownBy(() ->
                        Brought.migrate(database.dataSource(), Online.addCheck("positive", "orders", "total >= 0")))
                .hasMessageContaining("23514")
                .message()
                .doesNotContain("4711");
        rows.execute("update orders set total = 0 where id = 7");
        Brought.migrate(database.dataSource(), Online.addCheck("positive", "orders", "total >= 0"));
        assertNothingIsHalfDone();
    }

    @Test
    void aKeyOfNullableColumnsOrOnAPartitionedTableIsRefused() {
        assertThatThrownBy(() ->
                        Brought.migrate(database.dataSource(), Online.addPrimaryKey("pk", "orders", "customer_id")))
                .hasMessageContaining("may be null")
                .hasMessageContaining("next: put Online.setNotNull(\"orders\", \"customer_id\") before it");
        assertThatThrownBy(() -> Brought.migrate(database.dataSource(), Online.addUnique("u", "logs", "id", "at")))
                .hasMessageContaining("next: use Online.createIndex(\"u\").unique()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers|name|varchar(80)", "customers|name|varchar", "customers|name|text",
                "customers|note|varchar", "orders|total|numeric(12,2)", "orders|total|numeric",
                "orders|made|timestamptz"
            })
    void aTypeThatGrowsIsChangedInPlace(String table, String column, String type) throws SQLException {
        rows.execute("create index grown on " + table + " (" + column + ")");
        String files = "select pg_relation_filenode('" + table + "') || ' ' || pg_relation_filenode('grown')";
        String before = rows.text(files);
        assertThat(Brought.migrate(database.dataSource(), Online.alterType(table, column, type)))
                .isInstanceOf(Report.Completed.class);
        assertThat(rows.text(files)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers|name|varchar(40)", "customers|note|varchar(80)", "customers|id|int", "orders|id|numeric",
                "orders|total|numeric(12,4)", "orders|total|numeric(9,2)", "orders|total|float8",
                        "orders|made|timestamp",
                "orders|made|timestamptz(3)", "orders|j|text"
            })
    void aTypeThatNeedsALookAtTheRowsIsRefused(String table, String column, String type) {
        assertThatThrownBy(() -> Brought.migrate(database.dataSource(), Online.alterType(table, column, type)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("can't be changed under load")
                .hasMessageContaining("next: add a column of the new type");
    }

    @Test
    void aTypeUnderACheckOrAnIndexWithAnExpressionIsRefusedByName() throws SQLException {
        rows.execute("create index low on customers (lower(name)); alter table customers add constraint short check"
                + " (length(name) < 40)");
        assertThatThrownBy(() -> Brought.migrate(database.dataSource(), Online.alterType("customers", "name", "text")))
                .hasMessageContaining("low, short would be built or checked anew");
    }

    @Test
    void aDropHasToBeConfirmedAndPassItsGate() throws SQLException {
        assertThatThrownBy(() -> Online.dropColumn("orders", "tags").steps())
                .hasMessageContaining("Dropping orders.tags is not confirmed");
        assertThatThrownBy(() -> Online.dropColumn("orders", "tags").confirm("orders.email"))
                .hasMessageContaining("confirm orders.tags");
        Drop shut = Online.dropColumn("orders", "tags")
                .confirm("orders.tags")
                .gate(db -> db.query("select version()", executed -> Optional.of("version 1.3 still reads it")));
        assertThat(Brought.migrate(database.dataSource(), shut))
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.deferred())
                                .singleElement()
                                .asString()
                                .contains("version 1.3 still reads it"));
        assertThat(rows.text("select fingerprint is null and head_length = 0 from upshift_history_lock"))
                .as("nothing was written")
                .isEqualTo("t");
        assertThat(rows.number("select sum(epoch) from upshift_history_lock"))
                .as("times the lock was taken before")
                .isEqualTo(2);
        assertThat(rows.number("select count(tags) from orders")).isEqualTo(2000);
        Brought.migrate(
                database.dataSource(),
                () -> Online.steps(
                        Online.dropColumn("orders", "tags")
                                .confirm("orders.tags")
                                .gate(db -> Optional.empty()),
                        Online.dropTable("logs").confirm("logs"),
                        Online.dropIndex("customers_pkey_2")));
        assertThat(rows.text("select to_regclass('logs') is null")).isEqualTo("t");
    }

    @Test
    void anIndexIsDroppedAndBroughtBackAsItWas() throws SQLException {
        OnlineChange dropped =
                Online.createIndex("x").on("orders").keys("lower(email)").dropped();
        rows.execute("create index x on orders (lower(email))");
        Schema before = snapshot();
        Brought.migrate(database.dataSource(), dropped);
        assertThat(rows.text("select to_regclass('x') is null")).isEqualTo("t");
        Brought.revert(database.dataSource(), dropped);
        assertThat(snapshot().differenceFrom(before).lines()).isEmpty();
    }

    private Schema snapshot() {
        return PostgresTarget.of(database.dataSource()).inspect();
    }

    private void assertNothingIsHalfDone() throws SQLException {
        assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                .isZero();
        assertThat(rows.number("select count(*) from pg_constraint where not convalidated"))
                .isZero();
        assertThat(rows.number("select count(*) from pg_inherits where inhdetachpending"))
                .isZero();
    }
}
