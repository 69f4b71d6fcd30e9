package io.upshift.postgres.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads the waivers of a script and hands them out to its statements. */
final class WaiverReader {
    private static final String RULES = "allow";
    private static final String REASON = "because";
    private static final List<String> KEYS = List.of(RULES, REASON);

    private final String script;
    private final String sql;
    private final List<Placed> placed = new ArrayList<>();

    private record Placed(int offset, Waiver waiver) {}

    WaiverReader(String script, String sql) {
        this.script = script;
        this.sql = sql;
    }

    static boolean isWaiver(String sql, DirectiveLines.Line line) {
        return sql.substring(line.from(), line.to()).strip().matches(RULES + "\\b.*");
    }

    void read(DirectiveLines.Line line) {
        DirectiveReader reader = new DirectiveReader(script, sql, KEYS);
        reader.read(line);
        Directive rules = null;
        Directive reason = null;
        for (Directive directive : reader.directives()) {
            rules = directive.key().equals(RULES) ? directive : rules;
            reason = directive.key().equals(REASON) ? directive : reason;
        }
        if (rules == null || reason == null || rules.value().equals("true")) {
            throw new SqlScriptException(
                    script,
                    new Lines(sql).at(line.offset()),
                    new Flaw(
                            line.offset(),
                            "A finding is allowed without a reason or a rule",
                            "nobody could tell later whether it still holds",
                            "write -- upshift: allow = drop-column, because = \"…\""));
        }
        for (String rule : rules.values()) {
            placed.add(new Placed(line.offset(), new Waiver(rule, reason.value(), rules.line())));
        }
    }

    /**
     * What belongs to a statement: whatever stands above or within it, and behind it when it is the last one.
     *
     * @param from where the statement before it ends
     */
    List<Waiver> of(int from, int end, boolean isLast) {
        return placed.stream()
                .filter(waiver -> waiver.offset() >= from && (isLast || waiver.offset() < end))
                .map(Placed::waiver)
                .toList();
    }
}
