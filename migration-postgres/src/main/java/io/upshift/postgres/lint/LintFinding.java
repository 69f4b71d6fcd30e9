package io.upshift.postgres.lint;

import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.LintUnit.Located;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found, where, and what is known of it.
 *
 * @param effect what the statement does to the hit's table; null when that can't be told
 * @param facts what the database says of the table; null when none was asked, or it has no such table
 * @param suppressed why the author says that it doesn't matter; null when nobody said so
 */
record LintFinding(
        Rule rule,
        Severity severity,
        LintUnit unit,
        Located located,
        Hit hit,
        @Nullable Effect effect,
        @Nullable TableFacts facts,
        int replicas,
        @Nullable String suppressed) {
    private static final String NEXT = "write it as the recipe says, or allow it with a reason";

    /** Whether it refuses a run. */
    boolean blocks() {
        return suppressed == null && severity == Severity.ERROR;
    }

    /** How long the table stays locked; null when that can't be told, or the time doesn't grow with the table. */
    @Nullable
    String predicted() {
        return effect != null && facts != null && effect.work().isLong()
                ? Prediction.of(effect.work(), facts).words()
                : null;
    }

    /** What is known beyond the words, by name, in a fixed order. */
    Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        if (hit.column() != null) {
            known.put("column", hit.column());
        }
        if (effect != null) {
            known.put("lock", effect.lock().words());
            known.put("work", Prediction.words(effect.work()));
        }
        if (facts != null) {
            known.put("size", facts.size());
            String predicted = predicted();
            if (predicted != null) {
                known.put("predicted", predicted);
            }
            if (replicas > 0) {
                known.put("replicas", Integer.toString(replicas));
            }
        }
        return known;
    }

    /** For a plan and its report. */
    Finding finding() {
        Detail detail = new Detail(
                located.place(),
                hit.table() == null ? null : hit.table().sql(),
                hit.recipe().isEmpty() ? null : hit.recipe(),
                suppressed,
                known());
        Severity told = suppressed == null ? severity : Severity.ADVICE;
        return new Finding(told, rule.id(), unit.id(), hit.message(), NEXT, detail);
    }
}
