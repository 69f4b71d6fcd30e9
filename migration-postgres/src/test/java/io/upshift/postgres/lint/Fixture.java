package io.upshift.postgres.lint;

import io.upshift.Metadata;
import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A migration that a rule is tried on.
 *
 * <p>Its comments say what was there before ({@code -- given:}), what is to be switched on ({@code -- on:}), which server
 * there is ({@code -- server:}), that PostgreSQL refuses it ({@code -- refused}), and, at the end, what is found
 * ({@code -- expect:}).
 */
record Fixture(String rule, Path file, String text) {
    static final Path FOLDER = Path.of("src", "test", "resources", "lint");
    private static final String EXPECT = "-- expect: ";

    static List<Fixture> all() throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String rule = FOLDER.relativize(file).getName(0).toString();
                fixtures.add(new Fixture(rule, file, Files.readString(file)));
            }
        }
        return fixtures;
    }

    boolean isBad() {
        return String.valueOf(file.getFileName()).startsWith("bad");
    }

    /** The migration without what is said about it. */
    String sql() {
        return String.join(
                        "\n",
                        text.lines()
                                .filter(line -> !line.startsWith("-- expect"))
                                .toList()) + "\n";
    }

    List<String> said(String key) {
        String start = "-- " + key + ": ";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    boolean says(String word) {
        return text.lines().anyMatch(("-- " + word)::equals);
    }

    String given() {
        return String.join("\n", said("given"));
    }

    boolean isOneTransaction() {
        return !text.contains("-- upshift: no-transaction");
    }

    List<Located> statements() {
        return LintScripts.of(String.valueOf(file.getFileName()), SqlScript.parse(file.toString(), sql()));
    }

    List<LintUnit> units() {
        SqlScript script = SqlScript.parse(file.toString(), sql());
        Metadata metadata = script.directives().stream()
                .filter(directive -> directive.key().equals("impacted-tables"))
                .findFirst()
                .map(directive ->
                        Metadata.none().impactedTables(directive.values().toArray(new String[0])))
                .orElse(Metadata.none());
        LintUnit before = new LintUnit(
                null,
                "given",
                Metadata.none(),
                true,
                false,
                false,
                null,
                LintScripts.of("given", SqlScript.parse("given", given())));
        LintUnit change = new LintUnit(
                null,
                String.valueOf(file.getFileName()),
                metadata,
                isOneTransaction(),
                false,
                false,
                says("one way") ? Boolean.FALSE : null,
                statements());
        return List.of(before, change);
    }

    LintPolicy policy() {
        LintPolicy policy = LintPolicy.production().limited(!says("no limits"));
        for (String rule : said("on")) {
            policy = policy.rule(rule, Severity.WARNING);
        }
        return policy;
    }

    private LiveFacts facts() {
        return said("server").stream()
                .findFirst()
                .map(version -> new LiveFacts(
                        Integer.parseInt(version),
                        0,
                        Map.of("public.orders", new TableFacts(1L << 30, 1 << 20, 1, false))))
                .orElse(LiveFacts.NONE);
    }

    List<LintFinding> findings() {
        List<LintUnit> units = units();
        return Linter.lint(policy(), facts(), units, () -> new KnownSchema("public")).stream()
                .filter(finding -> !finding.unit().origin().equals("given"))
                .toList();
    }

    /** What is found, a line each. */
    List<String> found() {
        return findings().stream().map(Fixture::line).toList();
    }

    List<String> expected() {
        return text.lines()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
    }

    private static String line(LintFinding finding) {
        StringBuilder line = new StringBuilder();
        line.append(finding.rule().id()).append(" at ").append(finding.located().line());
        line.append(", ")
                .append(
                        finding.suppressed() == null
                                ? finding.severity().name().toLowerCase(Locale.ROOT)
                                : "suppressed: " + finding.suppressed());
        Effect effect = finding.effect();
        if (effect != null) {
            line.append(", ").append(effect.lock().words()).append(" on ").append(effect.table());
            line.append(effect.work().isLong() ? ", " + Prediction.words(effect.work()) : "");
        }
        return line.toString();
    }

    void rewrite() throws IOException {
        StringBuilder next = new StringBuilder(sql());
        found().forEach(line -> next.append(EXPECT).append(line).append('\n'));
        Files.writeString(file, next.toString());
    }

    @Override
    public String toString() {
        return rule + "/" + file.getFileName();
    }
}
