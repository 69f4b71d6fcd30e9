package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for people. */
final class LintText {
    private static final String INDENT = "    ";

    private LintText() {}

    static void print(List<LintFinding> findings, int files, PrintStream out) {
        findings.forEach(finding -> print(finding, out));
        out.println(count(files, "file") + " · " + count(findings, Severity.ERROR) + " · "
                + count(findings, Severity.WARNING) + " · " + count(findings, Severity.ADVICE) + " · "
                + findings.stream()
                        .filter(finding -> finding.suppressed() != null)
                        .count() + " suppressed");
    }

    private static void print(LintFinding finding, PrintStream out) {
        String severity =
                finding.suppressed() == null ? finding.severity().name().toLowerCase(Locale.ROOT) : "suppressed";
        out.println(finding.located().place() + "  " + severity + "  "
                + finding.rule().id() + ": " + finding.hit().message());
        if (finding.suppressed() != null) {
            out.println(INDENT + "because: " + finding.suppressed());
            return;
        }
        if (!finding.known().isEmpty()) {
            out.println(INDENT
                    + finding.known().entrySet().stream()
                            .map(known -> known.getKey() + ": " + known.getValue())
                            .collect(Collectors.joining(", ")));
        }
        finding.hit().recipe().lines().forEach(line -> out.println(INDENT + line));
    }

    private static String count(List<LintFinding> findings, Severity severity) {
        long number = findings.stream()
                .filter(finding -> finding.suppressed() == null && finding.severity() == severity)
                .count();
        return severity == Severity.ADVICE
                ? number + " advice"
                : count(number, severity.name().toLowerCase(Locale.ROOT));
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
