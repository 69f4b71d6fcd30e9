package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.RevertTo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFileContentTest {
    private SqlFolderFixture files;

    @BeforeEach
    void open(@TempDir Path folder) {
        files = new SqlFolderFixture(folder);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void rowsOfACopyAreData() {
        files.file(
                        "V1__countries.sql",
                        "create table countries (code text, name text);",
                        "copy countries (code, name) from stdin;",
                        "at\tÖsterreich; ${not} 'a' -- comment",
                        "fr\t\\N",
                        "\\.",
                        "copy countries from stdin with (format csv);",
                        "de,\"Deutsch,land\"",
                        "\\.",
                        "insert into countries values ('it', 'Italia');")
                .file("U1__countries.sql", "drop table countries;")
                .migrate();
        assertThat(files.query(
                        "select string_agg(code || '=' || coalesce(name, 'null'), '|' order by code) from countries"))
                .isEqualTo("at=Österreich; ${not} 'a' -- comment|de=Deutsch,land|fr=null|it=Italia");
    }

    @Test
    void aCopyMayBeTheFirstStatementAndRollsBackWithItsFile() {
        files.file("V1__t.sql", "create table t (id int);")
                .file("V2__rows.sql", "copy t from stdin;", "1", "\\.", "select 1/0;");
        assertThatThrownBy(files::migrate).hasMessageContaining("division by zero");
        assertThat(files.query("select count(*) from t")).isEqualTo("0");
    }

    @Test
    void bodiesOfRoutinesAreKeptWhole() {
        files.file(
                        "V1__routines.sql",
                        "create table t (id int);",
                        "do $$",
                        "begin",
                        "  for i in 1..3 loop insert into t values (i); end loop;",
                        "end; $$;",
                        "create function twice(n int) returns int language sql begin atomic",
                        "  select n * 2;",
                        "end;",
                        "create function sign_of(n int) returns text language sql begin atomic",
                        "  select case when n < 0 then '-; ' else '+' end;",
                        "end;",
                        "create function quoted() returns text language plpgsql as $body$",
                        "begin",
                        "  return $x$;$x$ || ';'; -- it's kept",
                        "end $body$;",
                        "create procedure fill() language plpgsql as 'begin insert into t values (9); end';",
                        "call fill();")
                .file("U1__routines.sql", "drop function twice, sign_of, quoted; drop procedure fill; drop table t;")
                .migrate();
        assertThat(files.query("select twice(count(*)::int) || sign_of(-1) || quoted() from t"))
                .isEqualTo("8-; ;;");
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).isTrue();
    }

    @Test
    void whatDriversReadIntoStatementsStaysPlainSql() {
        files.file(
                        "V1__t.sql",
                        "create table t (j jsonb, found boolean);",
                        "create table log (id int);",
                        "insert into t select j, j ? 'a' and j ?| array['a'] from (values ('{\"a\": 1}'::jsonb)) v(j);",
                        "create rule logged as on insert to t do also (insert into log values (1); insert into log values (2));",
                        "insert into t values ('\"{fn now()} $1 ?\"', E'f\\x61lse');")
                .migrate();
        assertThat(files.query("select string_agg(j::text || '=' || found::text, '|' order by found) from t"))
                .isEqualTo("\"{fn now()} $1 ?\"=false|{\"a\": 1}=true");
        assertThat(files.query("select sum(id) from log")).isEqualTo("3");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreRead() {
        files.bytes(
                "V1__t.sql",
                "\uFEFF-- upshift: risk = high\r\ncreate table t (\r\n  id int -- key\r\n);\r\ncopy t from stdin;\r\n1\r\n2\r\n\\.\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        files.migrate();
        assertThat(files.query("select sum(id) from t")).isEqualTo("3");
        assertThat(files.runner().validate()).isEmpty();
    }

    @Test
    void anEmptyFileIsRefusedUpOrDown() {
        files.file("V1__empty.sql", "\uFEFF  ", "");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__empty.sql is empty · it may have been cut off · next: write its statements");
        files.file("V1__empty.sql", "select 1;").file("U1__empty.sql", "");
        assertThatThrownBy(files::migrate).hasMessageContaining("U1__empty.sql is empty");
    }

    @Test
    void aFileOfCommentsOnlyDoesNothingAndIsRecorded() {
        files.file("V1__superseded.sql", "-- superseded by V2", "/* ; */ ;")
                .file("U1__superseded.sql", "-- nothing to take back")
                .file("V2__t.sql", "create table t (id int);")
                .file("U2__t.sql", "drop table t;")
                .migrate();
        assertThat(files.runner().status().migrations()).hasSize(2);
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).isTrue();
    }

    @Test
    void statementsThatNeedNoTransactionGoUpAndDownAndUp() {
        files.file(
                        "V1__index.sql",
                        "-- upshift: no-transaction",
                        "create table t (id int);",
                        "insert into t values (1);",
                        "create index concurrently t_id on t (id);",
                        "vacuum t;",
                        "comment on table t is 'vacuumed';")
                .file(
                        "U1__index.sql",
                        "-- upshift: no-transaction",
                        "comment on table t is null;",
                        "drop index concurrently t_id;",
                        "drop table t;");
        files.migrate();
        assertThat(files.exists("t_id")).isTrue();
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).as(files.catalog().toString()).isTrue();
        files.migrate();
        assertThat(files.query("select obj_description('t'::regclass)")).isEqualTo("vacuumed");
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(files.runner().validate()).isEmpty();
    }

    @Test
    void aStatementThatFitsATransactionHasOneWhateverItsWayBackNeeds() {
        files.file("V1__mixed.sql", "-- upshift: no-transaction", "vacuum;", "create table t (id int);")
                .file("U1__mixed.sql", "-- upshift: no-transaction", "vacuum;", "drop table t;");
        assertThat(files.runner().plan().items().get(0).steps())
                .containsExactly("vacuum", "nothing", "create table t (id int)", "nothing");
        files.migrate();
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).isTrue();
    }

    @Test
    void anInterruptedFileWithoutATransactionGoesOnWhereItStopped() {
        files.file(
                "V1__steps.sql",
                "-- upshift: no-transaction",
                "create table t (id int);",
                "create index concurrently t_id on t (id);",
                "insert into later values (1);");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__steps.sql:4:13 · insert into later values (1)")
                .hasMessageContaining("relation \"later\" does not exist");
        files.execute("create table later (id int)");
        files.migrate();
        assertThat(files.query("select count(*) from later")).isEqualTo("1");
    }
}
