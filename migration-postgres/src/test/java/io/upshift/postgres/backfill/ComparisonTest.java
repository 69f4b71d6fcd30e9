package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old and new are compared after the work, and the rows that differ are found among many that don't. */
class ComparisonTest {
    private static final Backfill COPY =
            Backfill.table("counters").copyTo("copies").set("id", "id").set("y", "pad || x");
    private static final Comparison COPIES = Comparison.of("counters", "copies").column("pad || x", "y");

    private final long seed = new Random().nextLong();
    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Counters.create(source, 4_000);
        execute(source, "create table copies (id bigint primary key, y text)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCopyIsLikeItsOrigin() {
        assertThat(runner(COPIES).migrate()).isInstanceOf(Report.Completed.class);
    }

    @Test
    void rowsThatDifferAreMissingOrAreTooManyAreFound() throws Exception {
        execute(
                source,
                "insert into copies values (17, 'other'), (1000, null), (-5, 'p'), (9999, 'p'), (4000, 'x');"
                        + " create function forget() returns trigger language plpgsql as $$ begin"
                        + " return case when new.id in (1, 2222) then null else new end; end $$;"
                        + " create trigger forgets before insert on copies for each row execute function forget()");
        MigrationRunner<PostgresSession> runner = runner(COPIES);
        assertThat(catchThrowableOfType(MigrationException.class, runner::migrate))
                .hasMessageContaining(
                        "the validation '\"counters\" like \"copies\"' doesn't hold after the work, the keys"
                                + " of 7 rows are kept with the checkpoints")
                .hasMessageNotContaining("2222");
        assertThat(kept()).isEqualTo("{-5} {1000} {17} {1} {2222} {4000} {9999}");

        execute(
                source,
                "drop trigger forgets on copies; truncate copies;"
                        + " insert into copies select id, pad || x from counters where id <> 3");
        assertThatThrownBy(runner::migrate).hasMessageContaining("the keys of 1 rows");
        assertThat(kept()).isEqualTo("{3}");
        execute(source, "insert into copies select id, pad || x from counters where id = 3");
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(kept()).isEqualTo("null");
    }

    @Test
    void whateverDiffersIsFound() throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            execute(source, "drop table if exists a, b");
            execute(
                    source,
                    "create table a (k int, id text, x int, primary key (k, id)); insert into a select n % 31, 'k' || n,"
                            + " nullif(n % 7, 0) from generate_series(1, 12000) n; create table b as select * from a;"
                            + " alter table b add primary key (k, id)");
            int first = random.nextInt(12_000);
            execute(
                    source,
                    "delete from b where id = 'k" + first + "'; update b set x = 5 where id in ('k"
                            + random.nextInt(12_000) + "', 'k" + random.nextInt(12_000)
                            + "'); insert into b select k, id"
                            + " || '!' from a where id like 'k" + random.nextInt(1, 100) + "%' limit 60");
            String expected = text(
                    source,
                    "select coalesce(string_agg(k, ' ' order by k collate \"C\"), '') from (select array[coalesce(a.k,"
                            + " b.k)::text, coalesce(a.id, b.id)]::text as k from a full join b on (a.k, a.id) = (b.k,"
                            + " b.id) where a.id is null or b.id is null or a.x is distinct from b.x) d");
            List<String> found = find(Comparison.of("a", "public.b").column("x", "x"));
            assertThat(String.join(" ", found.stream().sorted().toList()))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noMoreKeysThanAHundredAreKept() throws Exception {
        execute(source, "insert into copies select id, 'x' from counters");
        assertThat(find(COPIES)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void oldAndNewColumnsOfOneTableAreCompared() throws Exception {
        execute(source, "alter table counters add column z int; update counters set z = 2 * x where id <> 77");
        assertThat(find(Comparison.of("counters", "counters").column("2 * x", "z")))
                .containsExactly("{77}");
        assertThat(find(Comparison.of("counters", "counters")
                        .column("2 * x", "z")
                        .where("id <> 77")
                        .otherWhere("id not in (77, 78)")
                        .key("id")))
                .containsExactly("{78}");
    }

    @Test
    void aSampleLooksAtSomeOfTheRanges() throws Exception {
        execute(source, "insert into copies select id, pad || x from counters where id % 1000 <> 500");
        assertThat(find(COPIES.sample(100))).hasSize(4);
        assertThat(find(COPIES.sample(0.000001))).isEmpty();
        assertThatThrownBy(() -> COPIES.sample(0)).hasMessageContaining("above 0 and up to 100");
    }

    @Test
    void withoutAKeyRowsCannotBeCompared() throws Exception {
        execute(source, "create table plain as select * from counters");
        assertThatThrownBy(() -> find(Comparison.of("plain", "copies"))).hasMessageContaining("has no usable key");
    }

    private List<String> find(Comparison comparison) throws Exception {
        List<String> found = new ArrayList<>();
        Counters.inSession(source, session -> found.addAll(new Differences(session, comparison).find()));
        return found;
    }

    private String kept() throws Exception {
        return text(source, "select string_agg(key, ' ' order by key collate \"C\") from upshift_history_batch_failed");
    }

    private MigrationRunner<PostgresSession> runner(Comparison comparison) {
        return Counters.builder(source)
                .add(new Counters.Data(1, COPY.validated(List.of(Validations.same(comparison))), Counters.TAKE))
                .build();
    }
}
