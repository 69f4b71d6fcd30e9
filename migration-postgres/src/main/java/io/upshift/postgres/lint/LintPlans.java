package io.upshift.postgres.lint;

import io.upshift.Direction;
import io.upshift.Kind;
import io.upshift.Plan;
import io.upshift.postgres.lint.LintUnit.Located;
import java.util.ArrayList;
import java.util.List;

/** Reads what a plan would execute: SQL files, and Java from the recorded plan. */
final class LintPlans {
    private LintPlans() {}

    static List<LintUnit> read(Plan plan) {
        return plan.items().stream().map(item -> unit(item, plan.direction())).toList();
    }

    private static LintUnit unit(Plan.Item item, Direction direction) {
        List<Located> statements = new ArrayList<>();
        for (int i = 0; i < item.statements().size(); i++) {
            String place = i < item.places().size() ? item.places().get(i) : item.origin();
            statements.addAll(LintScripts.of(item.statements().get(i), place));
        }
        return new LintUnit(
                item.id(),
                item.origin(),
                item.metadata(),
                item.kind() == Kind.TRANSACTIONAL || item.kind() == Kind.REPEATABLE,
                item.kind() == Kind.BATCHED,
                direction == Direction.DOWN,
                item.kind() == Kind.REPEATABLE ? null : Boolean.valueOf(item.isReversible()),
                statements);
    }
}
