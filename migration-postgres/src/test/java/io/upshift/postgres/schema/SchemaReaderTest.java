package io.upshift.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Schema;
import io.upshift.SchemaChange;
import io.upshift.SchemaObject;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("smoke")
class SchemaReaderTest {
    private final Database database = PostgresServer.shared().freshDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyKindOfObjectIsInIt() throws Exception {
        run(everything());

        assertThat(schema().objects())
                .extracting(SchemaObject::toString)
                .contains(
                        "enum shop.status: 'new', 'shipped', 'paid'",
                        "domain shop.price: as numeric(12,2) default 0 constraint positive CHECK ((VALUE >= (0)::numeric))",
                        "column shop.place.x: integer",
                        "range shop.span: of integer operators int4_ops multirange shop.span_multirange",
                        "column shop.customer.id: bigint not null generated always as identity",
                        "column shop.customer.name: text collate \"C\"",
                        "column order shop.customer: id, email, name",
                        "column shop.\"Order\".doubled: numeric generated stored ((total)::numeric * (2)::numeric)",
                        "table shop.\"Order\": with (fillfactor=70)",
                        "constraint late on shop.\"Order\": CHECK (((total)::numeric < (1000)::numeric)) NOT VALID",
                        "index shop.order_tags: CREATE INDEX order_tags ON shop.\"Order\" USING gin (tags) WHERE"
                                + " (state <> 'paid'::shop.status)",
                        "table shop.scratch: unlogged",
                        "partitioned table shop.event: partition by RANGE (at)",
                        "table shop.event_2024: inherits shop.event FOR VALUES FROM ('2024-01-01 00:00:00+00') TO"
                                + " ('2025-01-01 00:00:00+00')",
                        "table shop.customer: row security",
                        "sequence shop.numbers: as bigint start 1 increment 10 min 1 max 1000 cache 1 cycle",
                        "policy mine on shop.customer: permissive for select to public using (name = CURRENT_USER)",
                        "privileges on column shop.customer.name: update to public",
                        "privileges on function shop.touch(): execute to owner",
                        "default privileges of this role in schema shop on tables: select to public",
                        "comment on table shop.customer: who buys",
                        "comment on table column shop.customer.email: where to write",
                        "comment on index shop.order_tags: for search",
                        "comment on schema shop: all of it",
                        "publication changes: insert",
                        "publication changes of table shop.customer",
                        "event trigger watcher: on ddl_command_end execute shop.watch()",
                        "operator shop.===(shop.place,shop.place): by shop.same_place returns boolean",
                        "cast (text as shop.place): by shop.to_place(text) method f context e",
                        "server elsewhere: of nowhere",
                        "foreign table shop.remote: server elsewhere",
                        "setting work_mem of this database: 8MB");
        assertThat(schema().objects())
                .extracting(SchemaObject::identity)
                .contains(
                        "extension pg_trgm",
                        "privileges on table shop.customer",
                        "view shop.paid",
                        "materialized view shop.totals",
                        "function shop.touch()",
                        "procedure shop.work(integer)",
                        "aggregate shop.longest(text)",
                        "trigger touched on shop.\"Order\"",
                        "rule no_delete on shop.scratch",
                        "statistics shop.pair",
                        "constraint \"Order_customer_fkey\" on shop.\"Order\"")
                .doesNotHaveDuplicates();
    }

    @Test
    void aNewDatabaseHasAnEmptySchema() throws SQLException {
        assertThat(schema().objects()).isEmpty();
        assertThat(schema().dialect()).startsWith("postgresql 1");
    }

    @Test
    void theSameStatementsGiveTheSameSchemaWhateverTheSettingsOfTheSession() throws Exception {
        run(everything());
        Schema first = schema();
        try (Database other = PostgresServer.shared().freshDatabase();
                Connection connection = other.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(everything());
            statement.execute("set search_path = shop; set timezone = 'Asia/Tokyo'; set intervalstyle = 'iso_8601'");
            Schema second = new SchemaReader("public").read(connection);

            assertThat(second.differenceFrom(first).lines()).isEmpty();
            assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
            assertThat(value(statement, "show search_path")).isEqualTo("shop");
            assertThat(value(statement, "show timezone")).isEqualTo("Asia/Tokyo");
        }
    }

    @Test
    void anOpenTransactionStaysOpenWithItsSettings() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("begin; create table t (a int); set local search_path = pg_catalog");

            assertThat(new SchemaReader("public").read(connection).toString()).contains("table public.t");
            assertThat(value(statement, "show search_path")).isEqualTo("pg_catalog");
            statement.execute("rollback");
        }
        assertThat(schema().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table t alter a type bigint | alter table t alter a type int",
                "alter table t alter a set default 3 | alter table t alter a drop default",
                "alter table t alter a set not null | alter table t alter a drop not null",
                "alter table t add b text, add c text | alter table t drop b, drop c",
                "create index i on t (a) | drop index i",
                "alter table t add constraint k check (a > 0) not valid | alter table t drop constraint k",
                "alter table t set (fillfactor = 50) | alter table t reset (fillfactor)",
                "alter table t set (toast.autovacuum_enabled = off) | alter table t reset (toast.autovacuum_enabled)",
                "alter table t disable trigger all | alter table t enable trigger all",
                "grant select on t to public | revoke select on t from public",
                "grant select on t to pg_monitor with grant option | revoke select on t from pg_monitor",
                "revoke all on t from current_user | grant all on t to current_user",
                "alter table t owner to pg_monitor | alter table t owner to current_user",
                "comment on table t is 'x' | comment on table t is null",
                "create schema s | drop schema s",
                "create function f() returns int language sql as 'select 1' | drop function f()",
                "alter table t alter s set storage external | alter table t alter s set storage extended",
                "alter table t alter s set statistics 7 | alter table t alter s set statistics -1",
                "alter table t replica identity full | alter table t replica identity default",
                "alter table t force row level security | alter table t no force row level security"
            })
    void aChangeShowsAndItsReversalLeavesNothing(String change, String reversal) throws SQLException {
        run("create table t (a int, s text, p int unique references t (p))");
        Schema before = schema();

        run(change);
        Schema changed = schema();
        run(reversal);

        assertThat(changed.differenceFrom(before).isEmpty()).isFalse();
        assertThat(changed).isNotEqualTo(before);
        assertThat(schema().differenceFrom(before).lines()).isEmpty();
    }

    @Test
    void aDifferenceSaysWhatAnObjectWasAndWhatItIs() throws SQLException {
        run("create table t (a int); alter table t add constraint k check (a > 0) not valid");
        Schema before = schema();
        run("alter table t validate constraint k; alter table t alter a type bigint; create view v as select 1 as one");

        SchemaChange change = schema().differenceFrom(before);

        assertThat(change.lines())
                .contains(
                        "~ constraint k on public.t: CHECK ((a > 0)) NOT VALID → CHECK ((a > 0))",
                        "~ column public.t.a: integer → bigint",
                        "+ column public.v.one: integer");
    }

    @Test
    void whatUpshiftWroteIsntInItWithAllThatHangsOnIt() throws SQLException {
        run("create table history (id serial primary key, at timestamptz); create index on history (at);"
                + " comment on column history.at is 'when'; comment on sequence history_id_seq is 'ids';"
                + " grant select on history to public; comment on table history is 'Written by Upshift; entries'");

        assertThat(schema().objects()).isEmpty();
    }

    private Schema schema() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new SchemaReader("public").read(connection);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String everything() throws IOException {
        try (InputStream in = Objects.requireNonNull(SchemaReaderTest.class.getResourceAsStream("/everything.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String value(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }
}
