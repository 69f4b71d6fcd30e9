package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.State;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations as others published them, unchanged. */
class SqlPublishedFilesTest {
    private static final String JOBRUNR = "org/jobrunr/storage/sql/";

    @Test
    void theMigrationsOfConductorRunFromTheirJar(@TempDir Path folder) {
        try (SqlFolderFixture files = new SqlFolderFixture(folder)) {
            String location = "db/migration_postgres";
            runs(files, () -> SqlFiles.in(location), 8);
            assertThat(files.exists("queue_message")).isTrue();
        }
    }

    /** JobRunr keeps what differs for PostgreSQL in a folder of its own, and its own prefix. */
    @Test
    void theMigrationsOfJobRunrRunUnderNamesWithAVersion(@TempDir Path folder) {
        try (SqlFolderFixture files = new SqlFolderFixture(folder)) {
            Map<String, String> chosen = new HashMap<>();
            for (String from : List.of("common", "postgres")) {
                SqlFolder.read("classpath:" + JOBRUNR + from + "/migrations")
                        .forEach(file -> chosen.put(file.name(), file.text()));
            }
            chosen.forEach((name, text) -> files.file(name.replaceFirst("^v", "V"), text));
            runs(files, () -> SqlFiles.in(folder), chosen.size());
            assertThat(files.query("select count(*) from jobrunr_jobs_stats")).isEqualTo("1");
        }
    }

    private static void runs(SqlFolderFixture files, Supplier<SqlFiles> source, int migrations) {
        MigrationRunner<PostgresSession> runner = files.runner(source.get());
        assertThat(runner.migrate().results()).hasSize(migrations);
        assertThat(runner.validate()).isEmpty();
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);
        MigrationRunner<PostgresSession> fresh = files.runner(source.get());
        assertThat(fresh.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(fresh.status().count(State.APPLIED)).isEqualTo(migrations);
    }
}
