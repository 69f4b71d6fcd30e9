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
                "alter table orders rename a to b | column orders.a | column orders.b",
                "alter table orders rename column a to b | column orders.a | column orders.b",
                "alter materialized view v rename to w | materialized view v | materialized view w",
                "/* why */ alter index i rename to j | index i | index j"
            })
    void aRenameTakesOneNameAndMakesAnother(String sql, String takes, String makes) {
        assertThat(NameStatement.of(sql)).isEqualTo(new NameStatement(List.of(makes), List.of(takes), true));
    }

    @Test
    void createAndDropSayTheirNames() {
        assertThat(NameStatement.of("create table a (id int)").makes()).containsExactly("table a");
        assertThat(NameStatement.of("drop table a, s.b restrict").takes()).containsExactly("table a", "table s.b");
        assertThat(NameStatement.of("drop index concurrently i").takes()).containsExactly("index i");
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
                "create index i on a (b)",
                "create temp table a (id int)",
                "insert into a values (1)",
                ""
            })
    void everythingElseClaimsNothing(String sql) {
        assertThat(NameStatement.of(sql)).isEqualTo(new NameStatement(List.of(), List.of(), true));
    }
}
