package io.upshift.postgres.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Adopted;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.Settings;
import io.upshift.State;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that the real tools have written, and those of tools that don't run on a JVM in their documented shape. */
class ImportTest {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void makeDatabase() {
        database = PostgresServer.shared().freshDatabase();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void whatFlywayHasAppliedIsTakenOverAndWhatItHasNotIsPending() throws Exception {
        write("V1__make_a.sql", "create table a (id int);\r\n-- ü\n");
        write("V1_1__fill_a.sql", "\uFEFFinsert into a values (1);");
        write("R__view.sql", "create or replace view v as select * from a;");
        flyway().migrate();
        write("V2__make_b.sql", "create table b (id int);");

        ForeignHistory history = read(Tool.FLYWAY);
        assertThat(history.problems()).isEmpty();
        assertThat(history.unchecked()).isZero();
        runner().adopt(history.applied());

        assertThat(runner().status().migrations())
                .extracting(line -> line.id() + " " + line.state())
                .containsExactly("1-make_a BASELINE", "1.1-fill_a BASELINE", "2-make_b PENDING", "R-view BASELINE");
        Plan plan = runner().plan();
        assertThat(plan.items()).extracting(item -> item.id().toString()).containsExactly("2-make_b");
        runner().migrate();
        assertThat(runner().validate()).isEmpty();
        assertThat(database()).contains("table public.b");
    }

    @Test
    void aFileThatWasChangedSinceFlywayAppliedItIsAProblem() throws Exception {
        write("V1__make_a.sql", "create table a (id int);");
        flyway().migrate();
        write("V1__make_a.sql", "create table a (id bigint);");

        assertThat(read(Tool.FLYWAY).problems()).singleElement().asString().contains("1-make_a", "V1__make_a.sql");
    }

    @Test
    void aRowThatFlywayFailedIsAProblemAndARepairedOneIsNone() throws Exception {
        write("V1__make_a.sql", "create table a (id int);");
        flyway().migrate();
        // As a migration outside of a transaction leaves it where the server can't roll DDL back, and older versions
        // did.
        execute(
                "insert into flyway_schema_history select 2, '2', 'broken', type, 'V2__broken.sql', 1, installed_by, now(),"
                        + " 1, false from flyway_schema_history where installed_rank = 1");
        assertThat(read(Tool.FLYWAY).problems()).singleElement().asString().contains("2-broken");

        flyway().repair();
        assertThat(read(Tool.FLYWAY).problems()).isEmpty();
        assertThat(read(Tool.FLYWAY).applied())
                .extracting(a -> a.id().toString())
                .containsExactly("1-make_a");
    }

    @Test
    void aBaselineOfFlywayIsTakenOverToo() throws Exception {
        execute("create table old (id int)");
        write("V1__make_a.sql", "create table a (id int);");
        write("V5__make_b.sql", "create table b (id int);");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + folder)
                .baselineVersion("4")
                .baselineOnMigrate(true)
                .load()
                .migrate();

        assertThat(read(Tool.FLYWAY).applied())
                .extracting(a -> a.id().toString())
                .containsExactly("4-<<_Flyway_Baseline_>>", "5-make_b");
    }

    @Test
    @SuppressWarnings("try") // its close() could be interrupted
    void whatLiquibaseHasExecutedIsNumberedInItsOrder() throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), """
                --liquibase formatted sql

                --changeset ann:make-a
                create table a (id int);

                --changeset bob:fill-a
                insert into a values (1);
                """);
        try (Connection connection = database.dataSource().getConnection();
                DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder)) {
            Liquibase liquibase = new Liquibase(
                    "changelog.sql",
                    files,
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            liquibase.update(new Contexts());
        }

        ForeignHistory history = read(Tool.LIQUIBASE);
        assertThat(history.applied())
                .extracting(adopted -> adopted.id() + " " + adopted.by())
                .containsExactly("1-make-a ann", "2-fill-a bob");
        assertThat(history.applied().get(0).description()).startsWith("make-a by ann in changelog.sql");
        Files.delete(folder.resolve("changelog.sql"));
        write("V20260101__more.sql", "create table more (id int);");
        runner().adopt(history.applied());
        runner().migrate();
        assertThat(runner().status().count(State.BASELINE)).isEqualTo(2);
        assertThat(runner().status().count(State.APPLIED)).isEqualTo(1);
        assertThat(runner().validate()).isEmpty();
    }

    @Test
    void prismasFailedAndRolledBackTriesAreToldApart() throws Exception {
        execute(
                "create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null,"
                        + " finished_at timestamptz, migration_name varchar(255) not null, logs text,"
                        + " rolled_back_at timestamptz, started_at timestamptz not null default now(),"
                        + " applied_steps_count integer not null default 0)",
                "insert into _prisma_migrations values"
                        + " ('1', 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c', now(),"
                        + " '20240131120000_init', null, null, '2024-01-31', 1),"
                        + " ('2', 'x', null, '20240201120000_more', null, now(), '2024-02-01', 0)");
        Files.createDirectories(folder.resolve("20240131120000_init"));
        Files.writeString(folder.resolve("20240131120000_init/migration.sql"), "foo\n");

        ForeignHistory history = read(Tool.PRISMA);
        assertThat(history.problems()).isEmpty();
        assertThat(history.unchecked()).isZero();
        assertThat(history.applied()).extracting(a -> a.id().toString()).containsExactly("20240131120000-init");

        Files.writeString(folder.resolve("20240131120000_init/migration.sql"), "bar\n");
        execute("update _prisma_migrations set rolled_back_at = null");
        assertThat(read(Tool.PRISMA).problems()).hasSize(2);
    }

    @Test
    void namesOfTypeOrmAndKnexBecomeIds() throws Exception {
        execute(
                "create table migrations (id serial primary key, \"timestamp\" bigint not null, name varchar not null)",
                "insert into migrations (\"timestamp\", name) values (1709123456789, 'AddTags1709123456789')",
                "create table knex_migrations (id serial primary key, name varchar(255), batch integer,"
                        + " migration_time timestamptz)",
                "insert into knex_migrations (name, batch, migration_time) values"
                        + " ('20240131120000_add_users.js', 1, now()), ('init.js', 1, now())");

        assertThat(read(Tool.TYPEORM).applied())
                .extracting(a -> a.id().toString())
                .containsExactly("1709123456789-AddTags");
        assertThat(read(Tool.KNEX).applied())
                .extracting(a -> a.id().toString())
                .containsExactly("20240131120000-add_users");
        assertThat(read(Tool.KNEX).problems()).singleElement().asString().contains("init.js");
    }

    @Test
    void aMissingTableIsSaidWithThoseThatAreThere() throws Exception {
        execute("create table knex_migrations (id int)");

        assertThatThrownBy(() -> read(Tool.FLYWAY))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("flyway_schema_history")
                .hasMessageContaining("there is knex_migrations");
        assertThatThrownBy(() -> read(Tool.KNEX)).hasMessageContaining("isn't a history of knex");
    }

    @Test
    void aServiceThatHasAHistoryAdoptsNothing() throws Exception {
        write("V1__make_a.sql", "create table a (id int);");
        flyway().migrate();
        List<Adopted> applied = read(Tool.FLYWAY).applied();
        runner().adopt(applied);

        assertThatThrownBy(() -> runner().adopt(applied)).hasMessageContaining("already has a history");
    }

    private ForeignHistory read(Tool tool) throws SQLException, IOException {
        return new Import(PostgresTarget.of(database.dataSource()), tool, tool.table()).read(MigrationFiles.in(folder));
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + folder)
                .load();
    }

    private MigrationRunner<PostgresSession> runner() {
        return MigrationRunner.on(PostgresTarget.of(database.dataSource()))
                .service("orders", "1")
                .from(SqlFiles.in(folder))
                .settings(Settings.defaults())
                .build();
    }

    private String database() {
        return PostgresTarget.of(database.dataSource()).inspect().toString();
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
