package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.postgres.online.CreateIndex;
import io.upshift.postgres.online.Online;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index on a partitioned table, of which PostgreSQL itself builds none concurrently. */
class PartitionedIndexTest {
    private static final CreateIndex INDEX = Online.createIndex("x").on("p").columns("a");
    private static final String LONG = "a_partition_with_a_name_that_takes_all_sixty_three_bytes_that_";

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute("create table p (id int, a text) partition by range (id);"
                + "create table p_1 partition of p for values from (0) to (10);"
                + "create table p_2 partition of p for values from (10) to (20);"
                + "create table " + LONG + "1 partition of p for values from (20) to (30) partition by list (id);"
                + "create table " + LONG + "2 partition of " + LONG + "1 for values in (20);"
                + "insert into p select i, 'a' || i from generate_series(0, 20) i");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyPartitionAtEveryLevelGetsItsPart() throws SQLException {
        Brought.migrate(database.dataSource(), INDEX);
        assertComplete(4 + 1);
    }

    @Test
    void aPartitionThatAppearsMeanwhileHasItsPartToo() throws Exception {
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("update p_2 set a = a where id = 10");
            CompletableFuture<Report> run =
                    CompletableFuture.supplyAsync(() -> Brought.migrate(database.dataSource(), INDEX));
            rows.await("select exists (select from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock' and query like 'create index concurrently%')");
            rows.execute("create table p_3 (like p); create table p_4 (like p including all);"
                    + " insert into p_4 values (40, 'x')");
            rows.execute("alter table p attach partition p_3 for values from (30) to (40)");
            rows.execute("alter table p attach partition p_4 for values from (40) to (50)");
            writer.rollback();
            assertThat(run.get(60, TimeUnit.SECONDS)).isInstanceOf(Report.Completed.class);
        }
        assertComplete(6 + 1);
    }

    @Test
    void aPartThatIsThereAlreadyIsAttachedAndNotBuiltAgain() throws SQLException {
        rows.execute("create index by_hand on p_1 (a); create index another on p_1 (a desc)");
        long made = rows.number("select 'by_hand'::regclass::oid::bigint");
        Brought.migrate(database.dataSource(), INDEX);
        assertThat(rows.number(
                        "select inhrelid::bigint from pg_inherits where inhparent = 'x'::regclass and inhrelid in"
                                + " (select indexrelid from pg_index where indrelid = 'p_1'::regclass)"))
                .isEqualTo(made);
        assertThat(rows.text("select indisvalid from pg_index where indexrelid = 'another'::regclass"))
                .isEqualTo("t");
        assertComplete(4 + 1);
    }

    @Test
    void whatABuildHasLeftOnAPartitionIsDropped() throws SQLException {
        rows.execute("create index x_p_1 on p_1 (a); update pg_index set indisvalid = false where indexrelid ="
                + " 'x_p_1'::regclass");
        Brought.migrate(database.dataSource(), INDEX);
        assertComplete(4 + 1);
    }

    @Test
    void duplicatesAreToldWithoutARowAndTheIndexIsBuiltWhenTheyAreGone() throws SQLException {
        CreateIndex unique = Online.createIndex("x").on("q").columns("a", "id").unique();
        rows.execute("create table q (id int, a text) partition by range (id);"
                + "create table q_1 partition of q for values from (0) to (10);"
                + "insert into q values (5, 'canary'), (5, 'canary')");
        assertThatThrownBy(() -> Brought.migrate(database.dataSource(), unique))
                .hasMessageContaining("23505")
                .message()
                .doesNotContain("canary");
        rows.execute("delete from q");
        Brought.migrate(database.dataSource(), unique);
        assertThat(rows.number("select count(*) from pg_index where indisunique and indisvalid and indrelid in"
                        + " ('q'::regclass, 'q_1'::regclass)"))
                .isEqualTo(2);
        assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                .isZero();
    }

    @Test
    void itIsTakenBackWhole() throws SQLException {
        Brought.migrate(database.dataSource(), INDEX);
        Brought.revert(database.dataSource(), INDEX);
        assertThat(rows.number("select count(*) from pg_class where relkind in ('i', 'I') and relname like '%x%'"
                        + " and relnamespace = 'public'::regnamespace and relname not like 'upshift%'"))
                .isZero();
    }

    private void assertComplete(long parts) throws SQLException {
        assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                .isZero();
        assertThat(rows.number("select count(*) from pg_partition_tree('x')")).isEqualTo(parts);
    }
}
