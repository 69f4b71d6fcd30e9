package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsTest {
    @TempDir
    private Path folder;

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute("create table countries (code text primary key, name text not null, tags json, \"Per Cent\" numeric);"
                + " create table cities (id bigint generated always as identity primary key, name text unique not null,"
                + " country text references countries);"
                + " insert into countries values ('NO', 'Norge', '{\"a\": 1}', 1.50), ('DE', 'Germany', null, null)");
        label("development");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSetIsBroughtOnceAndAgainWhenItChanges() throws Exception {
        file("01_countries.csv", "code,name,\"Per Cent\"", "NO,Norway,2", "SE,\"Sweden, \"\"Sverige\"\"\",");
        file("02_cities.csv", "id,name,country", "7,Oslo,NO", "8,Malmö,SE");

        assertThat(seed()).isInstanceOf(Report.Completed.class);
        assertThat(countries()).isEqualTo("DE Germany -, NO Norway 2, SE Sweden, \"Sverige\" -");
        assertThat(seed()).isInstanceOf(Report.UpToDate.class);

        rows.execute("update countries set name = 'changed by hand' where code = 'NO'");
        file("01_countries.csv", "code,name,\"Per Cent\"", "NO,Noreg,2", "SE,Sweden,");
        assertThat(seed()).isInstanceOf(Report.Completed.class);
        assertThat(countries()).isEqualTo("DE Germany -, NO Noreg 2, SE Sweden -");
    }

    @Test
    void theServicesNextRowDoesNotCollideWithASeededNumber() throws Exception {
        file("01_countries.csv", "code,name", "NO,Norway");
        file("02_cities.csv", "id,name,country", "7,Oslo,NO");
        seed();
        rows.execute("insert into cities (name, country) values ('Bergen', 'NO')");
        assertThat(rows.number("select id from cities where name = 'Bergen'")).isEqualTo(8);
    }

    @Test
    void aRowThatLeavesTheFileIsTakenBack() throws Exception {
        file("01_countries.csv", "code,name", "NO,Norway", "SE,Sweden");
        seed();
        file("01_countries.csv", "code,name", "DK,Denmark");
        seed();
        assertThat(countries()).isEqualTo("DE Germany -, DK Denmark -, NO Norge 1.50");
    }

    @Test
    void aRevertLeavesWhatWasThereBeforeTheFirstSeed() throws Exception {
        String before = everything();
        file("01_countries.csv", "code,name,\"Per Cent\"", "NO,Norway,2", "SE,Sweden,");
        file("02_cities.csv", "id,name,country", "7,Oslo,NO", "8,Malmö,SE");
        file("03_more.sql", "insert into countries values ('FI', 'Finland') on conflict do nothing;");
        file("03_more.down.sql", "delete from countries where code = 'FI';");
        seed();
        file("01_countries.csv", "code,name,\"Per Cent\"", "NO,Noreg,3", "SE,Sverige,");
        seed();

        runner("development").revert(RevertTo.everything(), plan -> true);
        assertThat(everything()).isEqualTo(before);
        assertThat(rows.number("select count(*) from upshift_history_seed")).isZero();

        assertThat(seed()).isInstanceOf(Report.Completed.class);
        assertThat(rows.number("select count(*) from countries")).isEqualTo(4);
    }

    @Test
    void rowsMadeInCodeBelongToTheSet() throws Exception {
        file("01_countries.csv", "code,name", "NO,Norway");
        Seeds.in(folder.toString(), "development")
                .add(new Iceland())
                .runner(PostgresTarget.of(database.dataSource()), "orders", "1")
                .build()
                .migrate();
        assertThat(countries()).contains("IS Iceland");
    }

    @Test
    void aHundredThousandRowsGoByCopy() throws Exception {
        StringBuilder csv = new StringBuilder("code,name\n");
        for (int i = 0; i < 100_000; i++) {
            csv.append("c").append(i).append(",name ").append(i).append('\n');
        }
        file("01_countries.csv", csv.toString().strip());
        seed();
        assertThat(rows.number("select count(*) from countries")).isEqualTo(100_002);
    }

    @Test
    void aSetNeverReachesADatabaseOfAnotherKind() throws Exception {
        file("01_countries.csv", "code,name", "XX,Nowhere");
        label("production");
        refused("says that it is one of production, and is to get the set of development");
        assertThatThrownBy(() -> runner("development", true).migrate())
                .as("nor when a database without a label was confirmed")
                .hasMessageContaining("production");
        assertThat(countries()).isEqualTo("DE Germany -, NO Norge 1.50");
    }

    @Test
    void aDatabaseThatDoesNotSayWhatItIsHasToBeConfirmed() throws Exception {
        file("01_countries.csv", "code,name", "XX,Nowhere");
        rows.execute("alter database " + database.name() + " reset upshift.environment");
        refused("doesn't say of what environment it is", "alter database");
        assertThat(runner("development", true).migrate()).isInstanceOf(Report.Completed.class);
        Files.createDirectories(folder.resolve("staging"));
        Files.writeString(folder.resolve("staging/01_countries.csv"), "code,name\nYY,Other\n");
        assertThatThrownBy(() -> runner("staging", true).migrate())
                .hasMessageContaining("holds the set of development, and is to get that of staging");
    }

    @Test
    void badInputIsToldBeforeAnythingIsChanged() throws Exception {
        file("countries.csv", "code,name");
        refused("countries.csv", "its name doesn't say", "01_countries.csv");
        Files.delete(folder.resolve("development/countries.csv"));

        file("01_countries.csv", "code,name", "NO,Norway");
        file("2_cities.csv", "id,name");
        refused("2_cities.csv", "as many digits");
        Files.delete(folder.resolve("development/2_cities.csv"));
        file("01_countries.csv", "code,,name");
        refused("01_countries.csv", "line 1");
        file("01_countries.csv", "code,capital", "NO,Oslo");
        refused("no columns [capital]", "[code, name, tags, Per Cent]");
        file("01_countries.csv", "name", "Norway");
        refused("no key of \"countries\" among its columns [name]", "[[code]]");
        file("01_countries.csv", "code,name", "NO,Norway", "NO,Norge");
        refused("23505");
        file("01_countries.csv", "code,name", "NO");
        refused("22P04");
        Files.delete(folder.resolve("development/01_countries.csv"));

        file("01_planets.csv", "code,name", "E,Earth");
        refused("no table planets");
        assertThatThrownBy(() -> Seeds.in("seeds", "Prod!")).hasMessageContaining("lower-case letters");
        assertThatThrownBy(() -> runner("elsewhere").migrate()).hasMessageContaining("elsewhere");
        assertThat(countries()).isEqualTo("DE Germany -, NO Norge 1.50");
    }

    private void refused(String... parts) {
        assertThatThrownBy(this::seed)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.getMessage()).contains(parts));
    }

    private Report seed() {
        return runner("development").migrate();
    }

    private MigrationRunner<PostgresSession> runner(String environment) {
        return runner(environment, false);
    }

    private MigrationRunner<PostgresSession> runner(String environment, boolean confirmed) {
        return Seeds.in(folder.toString(), environment)
                .confirmed(confirmed)
                .runner(PostgresTarget.of(database.dataSource()), "orders", "1")
                .settings(Settings.defaults())
                .build();
    }

    private void file(String name, String... lines) throws IOException {
        Path development = Files.createDirectories(folder.resolve("development"));
        Files.writeString(development.resolve(name), String.join("\n", lines) + "\n");
    }

    private void label(String environment) throws Exception {
        rows.execute("alter database " + database.name() + " set upshift.environment = '" + environment + "'");
    }

    private String countries() throws Exception {
        return rows.text("select string_agg(concat_ws(' ', code, name, coalesce(\"Per Cent\"::text, '-')), ', ' order by"
                + " code) from countries");
    }

    private String everything() throws Exception {
        return rows.text("select (select json_agg(c order by code) from countries c)::text || '/' || coalesce("
                + "(select json_agg(c order by id) from cities c)::text, '')");
    }

    static final class Iceland implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.repeatable("development/iceland");
        }

        @Override
        public String revision() {
            return "1";
        }

        @Override
        public void up(PostgresSession session) throws Exception {
            session.sql("insert into countries values ('IS', 'Iceland') on conflict do nothing");
        }
    }
}
