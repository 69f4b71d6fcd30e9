package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of the rules is made of the rules themselves and of the first file that each is tried on. */
class LintDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "lint-rules.md");
    private static final String DOCUMENTATION = "https://www.postgresql.org/docs/current/";

    @Test
    void thePageIsWhatTheRulesSay() throws IOException {
        String page = page();
        if (LintFixtureTest.WRITE) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/lint-rules.md is stale: run this test with -Dupshift.test.write-lint=true, and look at it")
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        List<Fixture> fixtures = Fixture.all();
        StringBuilder page = new StringBuilder("# Rules of lint\n\nWhat each rule says, on the first statement of its"
                + " tests, and what it proposes instead. How they are weighed and switched: [lint.md](lint.md). Locks,"
                + " scans and rewrites are compared with PostgreSQL 14, 17 and 18 by a test.\n");
        for (Rule rule : Rules.all()) {
            Fixture fixture = fixtures.stream()
                    .filter(one -> one.rule().equals(rule.id()) && one.isBad())
                    .findFirst()
                    .orElseThrow();
            page.append(section(rule, fixture));
        }
        return page.toString();
    }

    private static String section(Rule rule, Fixture fixture) {
        LintFinding finding = fixture.findings().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow();
        String source = rule.source().startsWith("https:") ? rule.source() : DOCUMENTATION + rule.source();
        StringBuilder section = new StringBuilder();
        section.append("\n## ").append(rule.id()).append("\n\n");
        section.append(word(rule.severity()))
                .append(rule.isOffByDefault() ? ", off unless asked for" : "")
                .append(" · ")
                .append(word(rule.category()))
                .append(effect(finding.effect()))
                .append(" · [source](")
                .append(source)
                .append(")\n\n")
                .append(rule.why())
                .append("\n\n```sql\n")
                .append(finding.located().sql().strip())
                .append("\n```\n");
        if (!finding.hit().recipe().isEmpty()) {
            section.append("\n").append(finding.hit().message()).append(". Instead:\n\n```sql\n");
            section.append(finding.hit().recipe()).append("\n```\n");
        }
        return section.toString();
    }

    private static String effect(@org.jspecify.annotations.Nullable Effect effect) {
        if (effect == null) {
            return "";
        }
        return " · " + effect.lock().words() + (effect.work().isLong() ? ", " + Prediction.words(effect.work()) : "");
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
