package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("smoke")
class SqlScriptTest {

    static Stream<Arguments> wholeStatements() {
        return Stream.of(
                arguments("a doubled quote", "select 'a;''b;'"),
                arguments("a backslash before a closing quote", "select 'a\\'"),
                arguments("an escape string", "select E'a\\';b', e'\\\\', 'c;'"),
                arguments("an identifier that ends in e before a string", "select interval_e'\\', ';'"),
                arguments("a Unicode string", "select U&'d\\0061t;+' uescape '!'"),
                arguments("a bit string, a hexadecimal one and a national one", "select B'01;', X'1F;', N'n;'"),
                arguments("a string continued on the next line", "select 'a;'\n  -- it's a comment;\n  'b;'"),
                arguments("an escape string continued on the next line", "select E'a'\n 'b\\';c'"),
                arguments("a quoted identifier", "select \"a;\"\"b;\" from \"t;\""),
                arguments("a Unicode identifier", "select U&\"d;\\0061\", u&\"x;\""),
                arguments("a dollar quote", "do $$ begin; it's; end $$"),
                arguments("a tagged dollar quote", "do $body$ a; $$ b; $bod$ $body$"),
                arguments("a tag with Unicode letters", "do $größe_1$ a; $größe_1$"),
                arguments("a dollar quote that ends behind a dollar", "select $a$ x; $b$a$"),
                arguments("a parameter", "select $1, $2::int[]"),
                arguments("a parameter beside an identifier with dollars", "select a$b$, $1, c$b$"),
                arguments("a dollar quote right after a parameter", "select $1$a$;$a$, 1$$;$$"),
                arguments("a nested comment", "select 1 /* a; /* b; */ c; */ + 2"),
                arguments("a comment right after an operator", "select 1 +/* ; */ 2"),
                arguments("a line comment right after an operator", "select 1 +-- ;\n 2"),
                arguments("a star before a slash", "select 2 */* ; */3"),
                arguments("a line comment that a carriage return ends", "select 1 -- it's;\r + 2"),
                arguments(
                        "parentheses",
                        "create rule r as on insert to t do also (insert into a values (1); delete from b)"),
                arguments("brackets and casts", "select a[1:2], b[1]::text, c.*"),
                arguments("a JSON operator with a question mark", "select j ? 'a;' and j ?| array['b']"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeStatements")
    void keepsAStatementWholeDespite(String reason, String sql) {
        assertThat(texts(sql + ";\nselect 2;")).as(reason).containsExactly(sql, "select 2");
    }

    static Stream<Arguments> routines() {
        return Stream.of(
                arguments("create function f() returns int begin atomic select 1; select 2; end"),
                arguments(
                        "create or replace procedure p() language sql BEGIN /* */ ATOMIC insert into t values (1); END"),
                arguments("create function f(a int) returns int begin atomic; select case when a > 0 then case a when 1"
                        + " then 2 end end; select (case when true then 1 end); end"),
                arguments("create function f() returns int begin atomic select t.end as end, 1 as case from t; end"),
                arguments("create function f() returns int language plpgsql as $$ begin return 1; end $$"),
                arguments("create procedure p() begin atomic end"));
    }

    @ParameterizedTest
    @MethodSource("routines")
    void keepsTheBodyOfARoutineWhole(String sql) {
        assertThat(texts(sql + "; select 2")).containsExactly(sql, "select 2");
    }

    @Test
    void splitsAtBeginWhereNoRoutineIsCreated() {
        assertThat(texts("begin; select 1; end; create table atomic (begin int); select 2"))
                .containsExactly("begin", "select 1", "end", "create table atomic (begin int)", "select 2");
    }

    @Test
    void takesALastStatementWithoutASemicolon() {
        assertThat(texts("select 1;\nselect 2 -- done")).containsExactly("select 1", "select 2");
    }

    @Test
    void dropsEmptyStatementsAndComments() {
        assertThat(texts(";; -- nothing\n ; /* nothing; */ ; select 1;; -- end"))
                .containsExactly("select 1");
        assertThat(texts(" \n -- only a comment")).isEmpty();
        assertThat(texts("")).isEmpty();
    }

    @Test
    void stripsAByteOrderMark() {
        SqlStatement statement = only("\uFEFFselect 1");
        assertThat(statement.text()).isEqualTo("select 1");
        assertThat(statement.column()).isOne();
    }

    @Test
    void keepsLineEndsAndTabsAsTheyAre() {
        assertThat(texts("select\r\n\t1;\r\n\r\nselect 2;\r\n")).containsExactly("select\r\n\t1", "select 2");
    }

    @Test
    void pointsAtTheFirstTokenOfEachStatement() {
        String sql = "-- a\r\n\r\n  /* b\r\n */ select 1;\n\t'x' ; /* 😀 */ select 2;\rselect 3";
        assertThat(SqlScript.parse("V1.sql", sql).statements())
                .extracting(s -> s.line() + ":" + s.column())
                .containsExactly("4:5", "5:2", "5:16", "6:1");
    }

    @Test
    void takesTheRowsOfACopy() {
        String sql = "copy t (a, b) from stdin with (format csv);\n1,'it;s\n\\N,\\.\n\\.\nselect 1;";
        List<SqlStatement> statements = SqlScript.parse("V1.sql", sql).statements();
        assertThat(statements).hasSize(2);
        assertThat(statements.get(0).text()).isEqualTo("copy t (a, b) from stdin with (format csv)");
        assertThat(statements.get(0).copyData()).isEqualTo("1,'it;s\n\\N,\\.\n");
        assertThat(statements.get(0).kind()).isEqualTo(StatementKind.COPY_FROM_STDIN);
        assertThat(statements.get(1).line()).isEqualTo(5);
    }

    @Test
    void takesTheRowsOfACopyWithCarriageReturns() {
        String sql = "copy t from stdin; -- rows\r\n1\r\n2\r\n\\.\r\nselect 1;\r\n";
        assertThat(SqlScript.parse("V1.sql", sql).statements())
                .extracting(SqlStatement::copyData)
                .containsExactly("1\r\n2\r\n", null);
    }

    @Test
    void takesACopyWithoutRows() {
        assertThat(only("copy t from stdin;\n\\.").copyData()).isEmpty();
    }

    @Test
    void leavesOtherCopiesWithoutRows() {
        assertThat(texts("copy t from '/x'; copy (select 1 from stdin) to stdout; select 1"))
                .hasSize(3);
    }

    @Test
    void tellsTheFirstLineOfAStatement() {
        assertThat(only("alter table t \r\n add column a int").firstLine()).isEqualTo("alter table t");
    }

    @Test
    void printsNoRows() {
        assertThat(only("copy t from stdin;\nsecret\n\\.\n").toString()).doesNotContain("secret");
    }

    @Test
    void takesAScriptOfTenMegabytesApart() {
        String block = "insert into t values ('a''b', $$c;$$, 1 +-+-+-2) /* d */;\n";
        int count = 10_000_000 / block.length();
        assertThat(SqlScript.parse("V1.sql", block.repeat(count)).statements()).hasSize(count);
    }

    @Test
    void takesDeepAndLongTokensApart() {
        int n = 1_000_000;
        String comment = "/*".repeat(n) + "*/".repeat(n);
        String parentheses = "(".repeat(n) + ")".repeat(n);
        String sql = comment + "select " + parentheses + "+".repeat(n) + "1 " + "'a'\n".repeat(n) + "$".repeat(n)
                + "; select 2";
        assertThat(texts(sql)).hasSize(2);
    }

    private static List<String> texts(String sql) {
        return SqlScript.parse("V1.sql", sql).statements().stream()
                .map(SqlStatement::text)
                .toList();
    }

    private static SqlStatement only(String sql) {
        List<SqlStatement> statements = SqlScript.parse("V1.sql", sql).statements();
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }
}
