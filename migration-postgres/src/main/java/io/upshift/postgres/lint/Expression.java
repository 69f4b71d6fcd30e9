package io.upshift.postgres.lint;

import java.util.Set;

/**
 * A value to be computed.
 *
 * @param sql as it was written
 * @param functions the functions that it calls, in lower case
 */
record Expression(String sql, Set<String> functions) {
    /** Those of PostgreSQL's own functions that are stable or immutable and seen in defaults. */
    private static final Set<String> NOT_VOLATILE = Set.of(
            "abs",
            "age",
            "array_fill",
            "ceil",
            "ceiling",
            "char_length",
            "chr",
            "concat",
            "concat_ws",
            "current_database",
            "current_schema",
            "current_setting",
            "date_part",
            "date_trunc",
            "decode",
            "digest",
            "encode",
            "floor",
            "format",
            "hstore",
            "inet_client_addr",
            "initcap",
            "int4range",
            "int8range",
            "json_build_array",
            "json_build_object",
            "jsonb_build_array",
            "jsonb_build_object",
            "left",
            "length",
            "lower",
            "lpad",
            "ltrim",
            "make_date",
            "make_interval",
            "make_time",
            "make_timestamp",
            "make_timestamptz",
            "md5",
            "mod",
            "now",
            "numrange",
            "power",
            "replace",
            "right",
            "round",
            "rpad",
            "rtrim",
            "statement_timestamp",
            "substr",
            "timezone",
            "to_char",
            "to_date",
            "to_hex",
            "to_json",
            "to_jsonb",
            "to_number",
            "to_timestamp",
            "to_tsvector",
            "transaction_timestamp",
            "trim",
            "trunc",
            "tsrange",
            "tstzrange",
            "daterange",
            "txid_current",
            "upper",
            "uuid_nil",
            "version",
            "pg_current_xact_id",
            "int4",
            "int8",
            "text",
            "numeric",
            "date",
            "timestamptz",
            "timestamp",
            "bool",
            "jsonb",
            "json");

    static Expression of(String sql, Set<String> functions) {
        return new Expression(sql, Set.copyOf(functions));
    }

    /**
     * Whether each row may get another value, so that PostgreSQL writes them all; also of functions that nobody here
     * knows, which may be.
     *
     * @see <a href="https://www.postgresql.org/docs/current/xfunc-volatility.html">Function volatility</a>
     */
    boolean isVolatile() {
        return functions.stream()
                .map(function -> function.substring(function.lastIndexOf('.') + 1))
                .anyMatch(function -> !NOT_VOLATILE.contains(function));
    }

    boolean isNull() {
        return sql.equalsIgnoreCase("null");
    }

    @Override
    public String toString() {
        return sql;
    }
}
