package io.upshift.cli;

import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** What checks found, a few lines each: what and where, what is known, and what to write instead. */
final class FindingText {
    private static final String INDENT = "    ";

    private FindingText() {}

    static void print(List<Finding> findings, PrintStream out) {
        for (Finding finding : findings) {
            Detail detail = finding.detail();
            String place = detail.place() == null ? "" : detail.place() + " ";
            String severity = detail.suppressed() == null ? Words.of(finding.severity()) : "suppressed";
            out.println(
                    severity + "  " + place + finding.rule() + ": " + finding.what() + " · next: " + finding.next());
            if (detail.suppressed() == null) {
                rest(detail, out);
            } else {
                out.println(INDENT + "because: " + detail.suppressed());
            }
        }
    }

    private static void rest(Detail detail, PrintStream out) {
        if (!detail.facts().isEmpty()) {
            out.println(INDENT
                    + detail.facts().entrySet().stream()
                            .map(fact -> fact.getKey() + ": " + fact.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (detail.recipe() != null) {
            detail.recipe().lines().forEach(line -> out.println(INDENT + line));
        }
    }
}
