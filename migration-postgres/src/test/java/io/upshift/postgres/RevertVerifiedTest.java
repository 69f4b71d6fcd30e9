package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.RecordedPlan;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.State;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevertVerifiedTest {
    @TempDir
    Path folder;

    private SqlFolderFixture files;
    private ClassLoader before;

    @BeforeEach
    void open() throws IOException {
        before = Thread.currentThread().getContextClassLoader();
        files = new SqlFolderFixture(Files.createDirectory(folder.resolve("sql")))
                .file("V1__orders.sql", "create table orders (id int primary key, name text not null, carrier text)");
    }

    @AfterEach
    void close() {
        Thread.currentThread().setContextClassLoader(before);
        files.close();
    }

    @Test
    void aDownThatTakesEverythingBackIsReverted() throws Exception {
        files.file("V2__change.sql", "alter table orders add tags text[]; alter table orders drop carrier")
                .file("U2__change.sql", "alter table orders drop tags; alter table orders add carrier text");
        recordPlan();
        files.migrate();

        Report report = revert();

        assertThat(report.results()).extracting(Report.Result::state).containsExactly(State.REVERTED);
        assertThat(files.query("select count(*) from upshift_history where state = 'reverted'"))
                .isEqualTo("1");
    }

    @Test
    void aDownThatForgetsSomethingIsRefusedAndLeavesNothing() throws Exception {
        files.file(
                        "V2__change.sql",
                        "alter table orders add tags text[], add note text; alter table orders drop carrier")
                .file("U2__change.sql", "alter table orders drop tags, drop note; alter table orders add carrier text");
        recordPlan();
        files.migrate();
        files.file("U2__change.sql", "alter table orders drop tags; alter table orders add carrier varchar(9)");

        assertThatThrownBy(this::revert)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("column orders.note is still there")
                .hasMessageContaining("column orders.carrier was text and is character varying(9)")
                .hasMessageContaining("rolled back");

        assertThat(files.query("select string_agg(attname, ',' order by attname) from pg_attribute"
                        + " where attrelid = 'orders'::regclass and attnum > 0 and not attisdropped"))
                .isEqualTo("id,name,note,tags");
        assertThat(files.runner().status().migrations().get(1).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void whatSomebodyElseChangedIsNotTheDownsFault() throws Exception {
        files.file("V2__change.sql", "alter table orders alter name drop not null, drop carrier")
                .file("U2__change.sql", "select 1");
        files.file("U2__change.sql", "alter table orders alter name set not null, add carrier text");
        recordPlan();
        files.migrate();
        files.execute("alter table orders alter name type varchar(20), add carrier int; create table other (id int)");
        files.file("U2__change.sql", "alter table orders alter name set not null");

        assertThat(revert().results()).extracting(Report.Result::state).containsExactly(State.REVERTED);
    }

    @Test
    void whatTheRecordedDownLeavesAsWellIsLeft() throws Exception {
        files.file("V2__change.sql", "create extension if not exists pg_trgm; alter table orders add tags text[]")
                .file("U2__change.sql", "alter table orders drop tags");
        recordPlan();
        files.migrate();

        assertThat(revert().results()).extracting(Report.Result::state).containsExactly(State.REVERTED);
    }

    @Test
    void aStepOutsideATransactionIsVerifiedWhenItIsOverAndSaysSo() throws Exception {
        files.file("V2__index.sql", "-- upshift: no-transaction", "create index concurrently names on orders (name);")
                .file("U2__index.sql", "-- upshift: no-transaction", "drop index concurrently names");
        recordPlan();
        files.migrate();
        files.file("U2__index.sql", "-- upshift: no-transaction", "vacuum orders");

        assertThatThrownBy(this::revert)
                .hasMessageContaining("index names is still there")
                .hasMessageContaining("the down is committed and recorded");
    }

    @Test
    void withoutARecordedPlanNothingIsVerified() {
        files.file("V2__change.sql", "alter table orders add tags text[]").file("U2__change.sql", "select 1");
        files.migrate();

        assertThat(revert().results()).extracting(Report.Result::state).containsExactly(State.REVERTED);
    }

    /** Puts the plan of the files as they are now onto the class path, as a service does that commits it. */
    private void recordPlan() throws IOException {
        RecordedPlan plan;
        try (SqlFolderFixture scratch = new SqlFolderFixture(files.folder())) {
            plan = scratch.runner().record();
        }
        Path file = folder.resolve(RecordedPlan.RESOURCE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, plan.toJson());
        URL[] classPath = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(classPath, before));
    }

    private Report revert() {
        MigrationRunner<PostgresSession> runner = files.runner();
        return runner.revert(RevertTo.last(), plan -> true);
    }
}
