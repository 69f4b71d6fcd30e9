package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Effects;
import io.upshift.MigrationException;
import io.upshift.RecordedPlan;
import io.upshift.StatementTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedEffectsTest {
    @TempDir
    Path folder;

    private SqlFolderFixture files;

    @BeforeEach
    void open() {
        files = new SqlFolderFixture(folder);
        files.file(
                        "V1__orders.sql",
                        "create table orders (id int primary key, name text, carrier varchar(50));"
                                + " create table lines (id int primary key); insert into orders values (1, 'a', 'b')")
                .file("U1__orders.sql", "drop table orders; drop table lines");
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void whatAMigrationChangesInTheSchemaIsRecorded() {
        files.file(
                        "V2__change.sql",
                        "alter table orders add column tags text[] not null default '{}';",
                        "alter table orders alter column name type varchar(200);",
                        "alter table orders drop column carrier;",
                        "create table notes (id int primary key, at timestamptz);",
                        "create index notes_at on notes (at)")
                .file(
                        "U2__change.sql",
                        "drop table notes;",
                        "alter table orders add column carrier varchar(50);",
                        "alter table orders alter column name type text, drop column tags");

        Effects effects = effects(1);

        assertThat(effects.added()).containsExactly("column orders.tags", "table notes");
        assertThat(effects.removed()).containsOnlyKeys("column orders.carrier");
        assertThat(effects.removed()).containsValue("character varying(50)");
        assertThat(effects.altered())
                .containsOnlyKeys("column orders.name")
                .containsValue(new Effects.Alteration("text", "character varying(200)"));
        assertThat(effects.left()).isEmpty();
        assertThat(effects.tables()).containsExactly("notes", "orders");
    }

    @Test
    void whatStatementsDoToTablesThatWereThereIsRecorded() {
        files.file(
                "V2__change.sql",
                "alter table orders alter column id type bigint;",
                "alter table orders alter column name set not null;",
                "update orders set name = 'x';",
                "select count(*) from lines");

        RecordedPlan.Recording recording = recording(1);

        assertThat(recording.traces()).hasSize(4);
        StatementTrace type = recording.traces().get(0);
        assertThat(type.locks()).containsEntry("orders", "access exclusive");
        assertThat(type.rewrites().get("orders"))
                .contains("the type of a column")
                .contains("bigint");
        assertThat(type.rebuilt()).containsExactly("orders_pkey");
        StatementTrace notNull = recording.traces().get(1);
        assertThat(notNull.scans()).containsOnlyKeys("orders");
        assertThat(notNull.held()).containsExactly("orders");
        assertThat(notNull.locks()).isEmpty();
        assertThat(recording.traces().get(2).scans()).containsOnlyKeys("orders");
        assertThat(recording.traces().get(3).locks()).containsEntry("lines", "access share");
        assertThat(effects(recording).tables()).containsExactly("orders");
        assertThat(effects(recording).reads()).containsExactly("lines");
    }

    @Test
    void whatStatementsDoOutsideATransactionIsRecordedAsWell() {
        files.file(
                "V2__online.sql",
                "-- upshift: no-transaction",
                "create index concurrently names on orders (name);",
                "reindex table concurrently orders;",
                "vacuum lines;",
                "drop index concurrently names");

        List<StatementTrace> traces = recording(1).traces();

        assertThat(traces)
                .extracting(StatementTrace::locks)
                .containsExactly(
                        new TreeMap<>(Map.of("orders", "share update exclusive")),
                        new TreeMap<>(Map.of("orders", "share update exclusive")),
                        new TreeMap<>(Map.of("lines", "share update exclusive")),
                        new TreeMap<>(Map.of("orders", "share update exclusive")));
        assertThat(traces.get(0).scans()).containsOnlyKeys("orders");
        assertThat(traces.get(1).rebuilt()).contains("names", "orders_pkey");
    }

    @Test
    void theSameMigrationsAreRecordedInTheSameWordsAndReadBack() {
        files.file("V2__change.sql", "alter table orders alter column id type bigint; update lines set id = id + 1");
        String first = files.runner().record().toJson();
        try (SqlFolderFixture again = new SqlFolderFixture(folder)) {
            assertThat(again.runner().record().toJson()).isEqualTo(first);
        }
        assertThat(RecordedPlan.fromJson(first).toJson()).isEqualTo(first);
        assertThat(first).contains("\"dialect\" : \"postgresql ").contains("\"namespace\" : \"public\"");
    }

    @Test
    void whatTheDownLeavesIsSaid() {
        files.file("V2__extension.sql", "create extension if not exists pg_trgm; alter table orders add place text")
                .file("U2__extension.sql", "alter table orders drop column place");

        assertThat(effects(1).left()).containsExactly("comment on extension pg_trgm", "extension pg_trgm");
    }

    @Test
    void impactedTablesThatAreIncompleteOrStaleFailTheRecordingWithNames() {
        files.file("V2__change.sql", "-- upshift: impacted-tables = [orders, invoices]", "update lines set id = 2");

        assertThatThrownBy(() -> files.runner().record())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V2__change.sql changes or locks lines, which its impacted tables don't name")
                .hasMessageContaining("names invoices, orders among its impacted tables and doesn't touch them");
    }

    @Test
    void impactedTablesThatAreRightPass() {
        files.file(
                "V2__change.sql",
                "-- upshift: impacted-tables = [public.orders, lines]",
                "update lines set id = (select max(id) from orders)");

        assertThat(effects(1).tables()).containsExactly("lines");
    }

    private Effects effects(int index) {
        return effects(recording(index));
    }

    private static Effects effects(RecordedPlan.Recording recording) {
        return Objects.requireNonNull(recording.effects());
    }

    private RecordedPlan.Recording recording(int index) {
        return files.runner().record().migrations().get(index);
    }
}
