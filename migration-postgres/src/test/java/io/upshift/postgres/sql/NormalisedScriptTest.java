package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~select a=b~ | ~SELECT  a = b ;~",
                "~select 1~ | ~-- x\n/* y */ select\r\n\t1 -- z~",
                "~select f(a,b)~ | ~select f ( a , b )~",
                "~select a[1:2]::text[]~ | ~select a [ 1 : 2 ] :: text [ ]~",
                "~select a.b.*~ | ~select a . b . *~",
                "~select a=-1~ | ~select a = - 1~",
                "~select a->>'x'||b~ | ~select a ->> 'x' || b~",
                "~select 1+/* c */2~ | ~select 1 + 2~",
                "~select e'a', n'b', u&\"C\"~ | ~SELECT E'a', N'b', U&\"C\"~",
                "~select E'a'\n'b\\';'~ | ~select E'a'  -- c\r\n\r\n 'b\\';'~",
                "~do $$ a\r\n b $$~ | ~do $$ a\n b $$~",
                "~select 'a\r\nb'~ | ~select 'a\nb'~",
                "~;select 1;;~ | ~select 1~",
                "~-- upshift: breaking, risk = low\nselect 1~ | ~--upshift:risk=low\n--upshift: breaking=true\nselect 1~",
                "~-- upshift: depends-on = [a,b]\nselect 1~ | ~-- upshift: depends-on = [ a, b ]\nselect 1~",
                "~copy t from stdin;\n1\n\\.\n~ | ~COPY t FROM STDIN ;\r\n1\r\n\\.\r\n~"
            })
    void isTheSameForAnotherSpelling(String one, String other) {
        assertThat(normalised(other)).isEqualTo(normalised(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~select 'a'~ | ~select 'A'~",
                "~select 'a b'~ | ~select 'a  b'~",
                "~select \"a\"~ | ~select \"A\"~",
                "~select é~ | ~select É~",
                "~select \"a\"~ | ~select a~",
                "~select 'a''b'~ | ~select 'a' 'b'~",
                "~select 'a'\n'b'~ | ~select 'a' 'b'~",
                "~do $$ a $$~ | ~do $$ a  $$~",
                "~do $a$ a $a$~ | ~do $A$ a $A$~",
                "~select a<-1~ | ~select a<@1~",
                "~select a @- b~ | ~select a @ - b~",
                "~select a := b~ | ~select a : = b~",
                "~select 1.5~ | ~select 1 .5~",
                "~select 1..2~ | ~select 1. .2~",
                "~select ab~ | ~select a b~",
                "~select 1; select 2~ | ~select 1 select 2~",
                "~select 1; select 2~ | ~select 2; select 1~",
                "~select 1~ | ~-- upshift: breaking\nselect 1~",
                "~-- upshift: risk = low\nselect 1~ | ~-- upshift: risk = high\nselect 1~",
                "~copy t from stdin;\n1\n\\.\n~ | ~copy t from stdin;\n1 \n\\.\n~",
                "~copy t from stdin;\n\\.\n~ | ~copy t from stdin;\n\n\\.\n~"
            })
    void isDifferentForAnotherMeaning(String one, String other) {
        assertThat(normalised(other)).isNotEqualTo(normalised(one));
    }

    @Test
    void readsAsTheSameScriptAgain() {
        String once =
                normalised("CREATE TABLE t(a int DEFAULT -1,b text CHECK(b<>''));INSERT INTO t VALUES(1,E'x\\'');");
        assertThat(normalised(once)).isEqualTo(once);
    }

    private static String normalised(String sql) {
        return SqlScript.parse("V1.sql", sql).normalised();
    }
}
