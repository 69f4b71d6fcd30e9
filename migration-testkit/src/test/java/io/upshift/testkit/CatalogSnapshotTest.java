package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("smoke")
class CatalogSnapshotTest {

    private final Database database = PostgresServer.shared().freshDatabase();
    private final Query query = Query.on(database);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyKindOfObjectIsInIt() throws Exception {
        query.run(everything());

        assertThat(query.catalog().toString())
                .contains("extension pg_trgm version")
                .contains("enum shop.status ('new', 'shipped', 'paid')")
                .contains("domain shop.price as numeric(12,2) default 0 constraint positive CHECK")
                .contains("column shop.place.x position 0001 integer")
                .contains("range shop.span of integer")
                .contains("column shop.customer.id position 0001 bigint not null generated always as identity")
                .contains("column shop.customer.name position 0003 text collate \"C\"")
                .contains("column shop.\"Order\".doubled position 0006 numeric generated stored ((total)::numeric * ")
                .contains("table shop.\"Order\" with (fillfactor=70)")
                .contains("constraint late on shop.\"Order\" CHECK", "NOT VALID")
                .contains("ON DELETE CASCADE DEFERRABLE")
                .contains("CREATE INDEX order_tags ON shop.\"Order\" USING gin (tags) WHERE")
                .contains("CREATE STATISTICS shop.pair")
                .contains("table shop.scratch unlogged")
                .contains("partitioned table shop.event partition by RANGE (at)")
                .contains("FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')")
                .contains("[partition of shop.event_at_idx]")
                .contains("view shop.paid with (security_barrier=true) as ")
                .contains("materialized view shop.totals as ")
                .contains("function shop.touch() CREATE OR REPLACE FUNCTION shop.touch()")
                .contains("function shop.work(integer) CREATE OR REPLACE PROCEDURE")
                .contains("aggregate shop.longest(text) kind n")
                .contains("trigger touched on shop.\"Order\"")
                .contains("rule no_delete on shop.scratch")
                .contains("sequence shop.numbers as bigint start 1 increment 10 min 1 max 1000 cache 1 cycle")
                .contains("owned by shop.\"Order\".id")
                .contains("row security of shop.customer")
                .contains("policy mine on shop.customer permissive for r to public using ")
                .contains("privileges on relation shop.customer: =r/")
                .contains("privileges on column shop.customer.name: =w/")
                .contains("privileges on function shop.touch():")
                .contains("default privileges of ")
                .contains("comment on table shop.customer: who buys")
                .contains("comment on table column shop.customer.email: where to write")
                .contains("comment on index shop.order_tags: for search")
                .contains("comment on schema shop: all of it")
                .contains("publication changes insert")
                .contains("publication changes holds shop.customer")
                .contains("event trigger watcher on ddl_command_end execute shop.watch()");
    }

    @Test
    void theSameStatementsGiveTheSameCatalogWhateverTheSettingsOfTheSession() throws Exception {
        query.run(everything());
        CatalogSnapshot first = query.catalog();
        try (Database other = PostgresServer.shared().freshDatabase();
                Connection connection = other.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(everything());
            statement.execute("set search_path = shop; set timezone = 'Asia/Tokyo'; set intervalstyle = 'iso_8601'");
            CatalogSnapshot second = CatalogSnapshot.of(connection);

            assertThat(second.differencesFrom(first)).isEmpty();
            assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
            assertThat(value(statement, "show search_path")).isEqualTo("shop");
            assertThat(value(statement, "show timezone")).isEqualTo("Asia/Tokyo");
        }
    }

    @Test
    void anOpenTransactionStaysOpenWithItsSettings() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table t (a int)");
            statement.execute("set local search_path = pg_catalog");

            assertThat(CatalogSnapshot.of(connection).toString()).contains("table public.t");
            assertThat(value(statement, "show search_path")).isEqualTo("pg_catalog");
            connection.rollback();
        }
        assertThat(query.catalog().isEmpty()).isTrue();
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
                "alter table t disable trigger all | alter table t enable trigger all",
                "grant select on t to public | revoke select on t from public",
                "comment on table t is 'x' | comment on table t is null",
                "create schema s | drop schema s",
                "create function f() returns int language sql as 'select 1' | drop function f()",
                "alter table t alter s set storage external | alter table t alter s set storage extended",
                "alter table t replica identity full | alter table t replica identity default"
            })
    void aChangeShowsAndItsReversalLeavesNothing(String change, String reversal) throws SQLException {
        query.run("create table t (a int, s text, p int unique references t (p))");
        CatalogSnapshot before = query.catalog();

        query.run(change);
        CatalogSnapshot changed = query.catalog();
        query.run(reversal);

        assertThat(changed.differencesFrom(before)).isNotEmpty();
        assertThat(changed).isNotEqualTo(before);
        assertThat(query.catalog().differencesFrom(before)).isEmpty();
    }

    @Test
    void validatingAConstraintIsOneLineGoneAndOneCome() throws SQLException {
        query.run("create table t (a int)", "alter table t add constraint k check (a > 0) not valid");
        CatalogSnapshot before = query.catalog();
        query.run("alter table t validate constraint k");

        assertThat(query.catalog().differencesFrom(before))
                .isEqualTo(List.of(
                        "+ constraint k on public.t CHECK ((a > 0))",
                        "- constraint k on public.t CHECK ((a > 0)) NOT VALID"));
    }

    @Test
    void anExcludedTableIsGoneWithAllThatHangsOnIt() throws SQLException {
        query.run(
                "create table history (id serial primary key, at timestamptz)",
                "create index on history (at)",
                "comment on column history.at is 'when'",
                "comment on sequence history_id_seq is 'ids'",
                "grant select on history to public",
                "create schema private",
                "create function private.f() returns int language sql as 'select 1'");

        assertThat(query.catalog().excluding("public.history").isEmpty()).isFalse();
        assertThat(query.catalog().excluding("public.history", "private.*").isEmpty())
                .isTrue();
    }

    static String everything() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CatalogSnapshotTest.class.getResourceAsStream("/everything.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String value(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }
}
