package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type come through the backfill, both triggers and the contract byte by byte. */
class TypeRoundTripTest {
    private static final Map<String, List<String>> TYPES = new LinkedHashMap<>();

    private static Stage stage;

    static {
        add("smallint", "-32768", "0", "32767");
        add("integer", "-2147483648", "2147483647");
        add("bigint", "-9223372036854775808", "9223372036854775807");
        add("numeric", "NaN", "Infinity", "-Infinity", "0.00", "1.50", "123456789012345678901234567890.000000001");
        add("numeric(10,2)", "NaN", "99999999.99", "-0.01");
        add("real", "NaN", "Infinity", "-0", "3.4028235e38", "1e-45");
        add("double precision", "NaN", "-Infinity", "-0", "1.7976931348623157e308", "5e-324", "0.1");
        add("money", "-12.34");
        add("boolean", "true", "false");
        add("text", "", " ", "ü€😀", "a\\b", "'quoted'", "%s $1 ?", "line\nbreak");
        add("text collate \"C\"", "Ä", "z");
        add("varchar(5)", "", "abcde");
        add("varchar", "no limit");
        add("char(5)", "ab", "     ");
        add("\"char\"", "x");
        add("name", "a_name");
        add("bytea", "\\x", "\\x00ff", "\\xdeadbeef");
        add("date", "infinity", "-infinity", "0001-01-01 BC", "9999-12-31");
        add("timestamp", "infinity", "2024-02-29 23:59:59.999999");
        add("timestamptz", "-infinity", "2024-10-27 02:30:00+01", "0001-01-01 00:00:00 BC");
        add("timestamp(0)", "2024-01-01 00:00:01");
        add("time", "00:00", "24:00:00");
        add("timetz", "12:00:00+14");
        add("interval", "1 year 2 mons -3 days 04:05:06.7", "-1 us", "0");
        add("uuid", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
        add("json", "{\"b\":1,  \"a\":1, \"a\":2}", "null", "[]");
        add("jsonb", "{\"a\": [1, {\"b\": null}]}", "null", "1.50", "\"text\"");
        add("xml", "<a>1</a>");
        add("inet", "10.0.0.1/8", "::1");
        add("cidr", "10.0.0.0/8", "2001:db8::/32");
        add("macaddr", "08:00:2b:01:02:03");
        add("macaddr8", "08:00:2b:01:02:03:04:05");
        add("bit(5)", "10101");
        add("bit varying", "", "110");
        add("point", "(1,2)", "(NaN,Infinity)");
        add("box", "(2,2),(1,1)");
        add("polygon", "((0,0),(1,1),(2,0))");
        add("circle", "<(0,0),1>");
        add("tsvector", "'a':1A 'b':2");
        add("tsquery", "'a' & !'b'");
        add("int4range", "empty", "[1,5)", "(,)");
        add("numrange", "[0.5,1.50]");
        add("tstzrange", "[2024-01-01 00:00+00,infinity)");
        add("int4multirange", "{}", "{[1,2),[5,)}");
        add("integer[]", "{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[5:6]={7,8}");
        add("text[]", "{NULL}", "{\"a,b\",\"c \\\"d\\\"\",\"\"}");
        add("jsonb[]", "{\"{\\\"a\\\": 1}\",NULL}");
        add("uuid[]", "{00000000-0000-0000-0000-000000000000}");
        add("mood", "sad", "happy");
        add("mood[]", "{sad,happy}");
        add("positive", "1", "-1");
        add("pair", "(1,a)", "(,)", "(1,)");
        add("pair[]", "{\"(1,a)\",NULL}");
        add("oid", "4294967295");
        add("pg_lsn", "16/B374D848");
        add("xid8", "18446744073709551615");
        add("regclass", "pg_class");
        add("large", "toasted");
        add("compressed", "toasted");
    }

    private static void add(String type, String... values) {
        TYPES.put(type, List.of(values));
    }

    @BeforeAll
    static void bringEveryTable() throws Exception {
        stage = Stage.open("create type mood as enum ('sad', 'happy'); create domain positive as int;"
                + "create type pair as (a int, b text); create domain large as text; create domain compressed as text");
        List<TableChange> changes = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<String>> type : TYPES.entrySet()) {
            String table = "t" + number++;
            StringBuilder sql = new StringBuilder("create table " + table + " (id int primary key, o " + type.getKey()
                    + ", was " + type.getKey() + ");");
            for (int i = 0; i < type.getValue().size(); i++) {
                sql.append("insert into " + table + " values (" + i + ", " + literal(type, i) + ", " + literal(type, i)
                        + ");");
            }
            sql.append("insert into " + table + " values (-1)");
            stage.execute(sql.toString());
            changes.add(TableChange.renameColumn(table, "o", "n"));
        }
        stage.runner(changes, false).migrate();
        for (int i = 0; i < number; i++) {
            stage.execute("insert into t" + i + " (id, n, was) select id + 100, was, was from t" + i);
            stage.execute("insert into t" + i + " (id, was) select id + 200, was from t" + i + " where id < 50;"
                    + " update t" + i + " set o = was where id >= 150");
        }
    }

    /** Long texts lie outside the row, compressed or not. */
    private static String literal(Map.Entry<String, List<String>> type, int value) {
        if (type.getKey().equals("large")) {
            return "(select string_agg(md5(i::text), '') from generate_series(1, 20000) i)";
        }
        return type.getKey().equals("compressed")
                ? "repeat('x', 1000000)"
                : "e'" + type.getValue().get(value).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static Stream<Arguments> values() {
        List<Arguments> all = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<String>> type : TYPES.entrySet()) {
            all.add(Arguments.of(type.getKey(), "NULL", "t" + number, -1));
            for (int i = 0; i < type.getValue().size(); i++) {
                all.add(Arguments.of(type.getKey(), type.getValue().get(i), "t" + number, i));
            }
            number++;
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(150);
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("values")
    void isTheSameOnBothSides(String type, String value, String table, int id) throws Exception {
        assertThat(stage.rows("select id from " + table + " where id in (" + id + ", " + (id + 100) + ", " + (id + 200)
                        + ") and record_image_eq(row(o), row(was)) and record_image_eq(row(n), row(was)) order by id"))
                .as("rows filled, written by new code and written by old code that hold %s", value)
                .isEqualTo(id + " " + (id + 100) + " " + (id + 200));
    }
}
