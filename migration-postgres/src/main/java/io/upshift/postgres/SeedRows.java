package io.upshift.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of one CSV file, brought and taken back by a handful of statements whatever their number.
 *
 * @param file its name without its ending, under which is kept what rows were
 * @param seeds the table that keeps what rows were before
 */
record SeedRows(String environment, String file, String table, String path, List<String> header, String csv, String seeds) {
    private static final String INCOMING = "pg_temp.upshift_incoming";

    static SeedRows of(String environment, String stem, String table, SqlFile file, String seeds) {
        String text = file.text();
        return new SeedRows(environment, stem, table, file.path(), CsvHeader.of(file.path(), text), text, seeds);
    }

    void bring(PostgresSession session) throws Exception {
        SeedTable target = SeedTable.find(session, table, header, path);
        session.sql("create table if not exists " + seeds + " (environment text not null, file text not null,"
                + " key jsonb not null, before jsonb, primary key (environment, file, key))");
        session.sql("create temporary table upshift_incoming on commit drop as select " + list(header, "") + " from "
                + target.name() + " with no data");
        session.sql("alter table " + INCOMING + " add primary key (" + list(target.key(), "") + ")");
        session.copy("copy " + INCOMING + " (" + list(header, "") + ") from stdin with (format csv, header true)", csv);
        keep(session, target);
        takeBackGone(session, target);
        upsert(session, target);
        for (String column : header) {
            target.advanceSequence(session, column);
        }
        session.sql("drop table " + INCOMING);
    }

    /** In what was kept first: what later seeds find is their own work. */
    private void keep(PostgresSession session, SeedTable target) throws Exception {
        session.sql(
                "insert into " + seeds + " select ?, ?, " + key("i", target) + ", to_jsonb(t) from " + INCOMING
                        + " i left join " + target.name() + " t on " + same("t", "i", target)
                        + " on conflict do nothing",
                environment,
                file);
    }

    private void upsert(PostgresSession session, SeedTable target) throws Exception {
        List<String> others = others(target);
        String onConflict = others.isEmpty()
                ? "nothing"
                : "update set (" + list(others, "") + ") = row(" + list(others, "excluded.") + ") where to_jsonb(row("
                        + list(others, "t.") + ")) is distinct from to_jsonb(row(" + list(others, "excluded.") + "))";
        session.sql("insert into " + target.name() + " as t (" + list(header, "") + ") overriding system value select "
                + list(header, "") + " from " + INCOMING + " on conflict (" + list(target.key(), "") + ") do "
                + onConflict);
    }

    private void takeBackGone(PostgresSession session, SeedTable target) throws Exception {
        restore(session, target, " and not exists (select from " + INCOMING + " i where " + key("i", target) + " = s.key)");
    }

    void takeBack(PostgresSession session) throws Exception {
        restore(session, SeedTable.find(session, table, header, path), "");
    }

    /** @param which of the rows that this file has brought */
    private void restore(PostgresSession session, SeedTable target, String which) throws Exception {
        String mine = " from " + seeds + " s, jsonb_populate_record(null::" + target.name() + ", s.%s) k"
                + " where s.environment = ? and s.file = ? and s.before is %s null and " + same("t", "k", target) + which;
        List<String> others = others(target);
        if (!others.isEmpty()) {
            session.sql(
                    "update " + target.name() + " t set (" + list(others, "") + ") = row(" + list(others, "k.") + ")"
                            + mine.formatted("before", "not"),
                    environment,
                    file);
        }
        session.sql(
                "delete from " + target.name() + " t using" + mine.substring(" from".length()).formatted("key", ""),
                environment,
                file);
        session.sql("delete from " + seeds + " s where s.environment = ? and s.file = ?" + which, environment, file);
    }

    private List<String> others(SeedTable target) {
        List<String> others = new ArrayList<>(header);
        others.removeAll(target.key());
        return others;
    }

    private static String key(String of, SeedTable target) {
        return "jsonb_build_object("
                + target.key().stream()
                        .map(column -> Identifiers.literal(column) + ", " + of + "." + Identifiers.quoted(column))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String same(String left, String right, SeedTable target) {
        return target.key().stream()
                .map(column -> left + "." + Identifiers.quoted(column) + " = " + right + "."
                        + Identifiers.quoted(column))
                .collect(Collectors.joining(" and "));
    }

    private static String list(List<String> columns, String of) {
        return columns.stream().map(column -> of + Identifiers.quoted(column)).collect(Collectors.joining(", "));
    }
}
