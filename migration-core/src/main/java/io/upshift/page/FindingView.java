package io.upshift.page;

import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a check found. */
record FindingView(
        String severity,
        String rule,
        String id,
        String place,
        String what,
        String next,
        String facts,
        String recipe,
        boolean hasRecipe) {

    static List<FindingView> of(List<Finding> findings) {
        return findings.stream().map(FindingView::of).toList();
    }

    private static FindingView of(Finding finding) {
        Detail detail = finding.detail();
        String recipe = text(detail.recipe());
        return new FindingView(
                detail.suppressed() == null ? Shown.word(finding.severity()) : "allowed",
                finding.rule(),
                finding.id() == null ? "" : finding.id().toString(),
                text(detail.place()),
                finding.what(),
                detail.suppressed() == null ? finding.next() : "allowed because " + detail.suppressed(),
                detail.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + ": " + fact.getValue())
                        .collect(Collectors.joining(", ")),
                recipe,
                !recipe.isEmpty());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
