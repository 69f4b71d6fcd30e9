package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameStatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "alter table Orders rename to purchases | table orders | table purchases",
                "ALTER TABLE only shop.\"orders\" RENAME TO \"Purchases\" | table shop.orders | table shop.\"Purchases\"",
                "/* why */ alter materialized view v rename to w | table v | table w"
            })
    void aRenameTakesOneNameAndMakesAnother(String sql, String takes, String makes) {
        assertThat(NameStatement.of(sql)).isEqualTo(new NameStatement(List.of(makes), List.of(takes), true));
    }

    @Test
    void createAndDropSayTheirNames() {
        assertThat(NameStatement.of("create table a (id int)").makes()).containsExactly("table a");
        assertThat(NameStatement.of("drop table a, s.b restrict").takes()).containsExactly("table a", "table s.b");
        assertThat(NameStatement.of("create unlogged table a as select 1").makes()).containsExactly("table a");
        assertThat(NameStatement.of("create view a.v as select 1").makes()).containsExactly("table a.v");
        assertThat(NameStatement.of("drop materialized view v").takes()).containsExactly("table v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do $$ begin execute 'drop table a'; end $$",
                "select f()",
                "drop table if exists a",
                "create table if not exists a (id int)",
                "drop schema s cascade",
                "drop table a cascade",
                "set search_path = s",
                "create or replace view v as select 1",
                "alter table a set schema s",
                "alter table if exists a rename to b",
                "drop function f()",
                "alter schema s rename to t"
            })
    void whatDependsOnWhatIsThereMayDoAnything(String sql) {
        assertThat(NameStatement.of(sql).isAll()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table a add column b int",
                "alter table a rename constraint b to c",
                "alter table a rename b to c",
                "alter table a rename column b to c",
                "alter index i rename to j",
                "create index i on a (b)",
                "create temp table a (id int)",
                "insert into a values (1)",
                ""
            })
    void everythingElseClaimsNothing(String sql) {
        assertThat(NameStatement.of(sql)).isEqualTo(new NameStatement(List.of(), List.of(), true));
    }
}
