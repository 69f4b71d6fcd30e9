package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from t where a = 'x''y' and b>12.5 | select * from t where a = ? and b>?",
                "insert into \"T\" values ($$a$$, $x$ b $x$, E'a\\'b', N'c', -7) | insert into \"T\" values (?, ?, ?, ?, -?)",
                "select 1 /* secret */ -- secret | select ?",
                "select 'cut off in its mid | select ?…",
                "select 'it\\'s secret' | select ?…",
                "select U&'d\\0061t' | select ?…",
                "update t set a = $1 where b = 'x' 'y' | update t set a = ? where b = ? ?",
                "select \"cut off | select ?…",
                "select a.b::int[1], :c | select a.b::int[?], :c"
            })
    void valuesAndCommentsAreTakenOut(String sql, String expected) {
        assertThat(Literals.removed(sql)).isEqualTo(expected);
    }
}
