package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of every shape, and what is gone through by them. */
class BackfillKeysTest {
    private Database database;
    private DataSource source;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "id smallint primary key ; n",
                "id bigint generated always as identity primary key ; default",
                "id uuid primary key ; md5(n::text)::uuid",
                "id text primary key ; 'k''{}\",\\' || n",
                "id text collate \"C\" primary key ; chr(65 + n % 20) || n",
                "id varchar(20) primary key ; 'ü' || n",
                "id char(9) primary key ; n::text",
                "id numeric(12,4) primary key ; n / 7.0",
                "id double precision primary key ; sqrt(n)",
                "id date primary key ; date '2000-01-01' + n",
                "id timestamptz primary key ; timestamptz '2000-01-01' + n * interval '1 microsecond'",
                "id interval primary key ; n * interval '37 minutes'",
                "id bytea primary key ; decode(md5(n::text), 'hex')",
                "id inet primary key ; inet '10.0.0.0' + n",
                "id boolean, m int, primary key (id, m) ; n % 2 = 0",
                "m int, id text, primary key (id, m) ; 'g' || n % 7",
                "id int not null unique, m int unique ; -n",
                "\"ID x\" int primary key, id int ; n",
            })
    void aRowIsChangedOnceWhateverItsKeyIs(String columns, String value) throws Exception {
        execute(source, "create table t (" + columns + ", x int not null default 0)");
        boolean hasM = columns.contains("m int");
        String key = columns.contains("ID x") ? "\"ID x\"" : "id";
        boolean isGiven = value.equals("default");
        execute(
                source,
                "insert into t (" + (isGiven ? "x" : key) + (hasM ? ", m" : "") + ") select " + (isGiven ? "0" : value)
                        + (hasM ? ", n" : "") + " from generate_series(1, 1200) n");
        migrate(Backfill.table("t").set("x", "x + 1").size(BatchSize.fixed(70)), 1);
        assertThat(text(source, "select count(*) || ' ' || min(x) || ' ' || max(x) from t")).isEqualTo("1200 1 1");
    }

    @Test
    void eachPartitionIsGoneThrough() throws Exception {
        execute(
                source,
                "create table t (id int, region text, x int not null default 0, primary key (region, id))"
                        + " partition by list (region); create table t_a partition of t for values in ('a');"
                        + " create table \"t B\" partition of t for values in ('b') partition by range (id);"
                        + " create table t_b1 partition of \"t B\" for values from (0) to (500);"
                        + " create table t_b2 partition of \"t B\" default;"
                        + " insert into t select n, case when n % 3 = 0 then 'a' else 'b' end from generate_series(1, 2000) n");
        migrate(Backfill.table("t").set("x", "x + 1").size(BatchSize.fixed(90)), 2);
        assertThat(text(source, "select count(*) || ' ' || min(x) || ' ' || max(x) from t")).isEqualTo("2000 1 1");
        assertThat(text(source, "select count(distinct part) from upshift_history_batch_range")).isEqualTo("3");
    }

    @Test
    void largeTablesAreCutIntoRangesOfAboutTheSameSize() throws Exception {
        execute(
                source,
                "create table t (a int, b text, x int not null default 0, primary key (a, b));"
                        + " insert into t select n % 977, 'b' || n from generate_series(1, 300000) n; analyze t");
        migrate(Backfill.table("t").set("x", "x + 1"), 3);
        assertThat(text(source, "select count(*) || ' ' || min(x) || ' ' || max(x) from t")).isEqualTo("300000 1 1");
        assertThat(text(source, "select count(*) > 3 and max(changed) < 200000 from upshift_history_batch_range"))
                .isEqualTo("t");
    }

    @Test
    void rowsAreCopiedAndDeleted() throws Exception {
        Counters.create(source, 3_000);
        execute(source, "create table archive (id bigint primary key, y text); insert into archive values (7, 'there')");
        migrate(
                Backfill.table("counters")
                        .copyTo("archive")
                        .set("id", "id")
                        .set("y", "'c' || x")
                        .where("id <= 2000")
                        .size(BatchSize.fixed(400)),
                1);
        assertThat(text(source, "select count(*) || ' ' || count(*) filter (where y = 'c0') from archive"))
                .isEqualTo("2000 1999");
        assertThat(Counters.builder(source)
                        .service("deleting", "1")
                        .add(new Counters.Data(1, Backfill.table("counters").delete().where("id <= 2000"), Counters.ADD))
                        .build()
                        .migrate())
                .isInstanceOf(Report.Completed.class);
        assertThat(text(source, "select count(*) from counters")).isEqualTo("1000");
    }

    @Test
    void codeWorksOnRowsAndTheyAreWrittenBack() throws Exception {
        Counters.create(source, 2_500);
        execute(source, "alter table counters add column doc jsonb, add column raw bytea, add column at timestamptz");
        Backfill work = Backfill.table("counters")
                .where("id % 5 = 0")
                .size(BatchSize.fixed(300))
                .rows(rows -> rows.forEach(row -> {
                    long id = row.get("id", Long.class);
                    row.set(row.field("x", Integer.class), row.get("x", Integer.class) + (int) id);
                    row.set(row.field("doc", org.jooq.JSONB.class), org.jooq.JSONB.jsonb("{\"a\": [\"'\\\\\"]}"));
                    row.set(row.field("raw", byte[].class), new byte[] {0, (byte) id});
                }));
        migrate(work, 2);
        assertThat(text(
                        source,
                        "select count(*) from counters where x = id and doc ->> 'a' is not null and length(raw) = 2"))
                .isEqualTo("500");
        assertThat(text(source, "select count(*) from counters where x = 0")).isEqualTo("2000");
    }

    @Test
    void aRowThatIsCommittedLateBelowTheBoundIsNotMissed() throws Exception {
        Counters.create(source, 1_000);
        List<String> notes = new CopyOnWriteArrayList<>();
        CompletableFuture<Report> run;
        try (Connection late = source.getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into counters values (-5, 0, 'late')");
            run = CompletableFuture.supplyAsync(() -> Counters.builder(source)
                    .add(new Counters.Data(1, Counters.ADD, Counters.TAKE))
                    .listener(event -> notes.add(event.toString()))
                    .build()
                    .migrate());
            for (int i = 0; i < 500 && notes.stream().noneMatch(note -> note.contains("waiting for 1")); i++) {
                Thread.sleep(10);
            }
            assertThat(text(source, "select count(*) from counters where x = 1")).isEqualTo("0");
            late.commit();
        }
        assertThat(run.join()).isInstanceOf(Report.Completed.class);
        assertThat(notes).anyMatch(note -> note.contains("transactions that had written to the table"));
        assertThat(Counters.values(source)).isEqualTo("1 in 1001");
    }

    private void migrate(Batches<PostgresSession> work, int workers) {
        assertThat(Counters.builder(source)
                        .add(new Counters.Data(1, work, work))
                        .settings(Settings.defaults().batchWorkers(workers))
                        .build()
                        .migrate())
                .isInstanceOf(Report.Completed.class);
    }
}
