package io.upshift.postgres.lint;

import io.upshift.postgres.lint.LintUnit.Located;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a rule may look at besides the statement itself.
 *
 * @param unit the migration
 * @param index the statement's position in it
 * @param before the schema as the statements before made it
 * @param after the schema as all statements that were read make it
 * @param effects what the statement does to tables that others use
 * @param held what the statements before it in the same transaction did to such tables
 */
record Scene(
        LintPolicy policy,
        LintUnit unit,
        int position,
        int index,
        Located located,
        KnownSchema before,
        KnownSchema after,
        List<Effect> effects,
        List<Held> held,
        LiveFacts facts) {

    /** What an earlier statement of the transaction holds. */
    record Held(Located by, Effect effect) {}

    /** Whether nobody but this change can use a table yet. */
    boolean isFresh(Name table) {
        KnownTable known = before.find(table);
        if (known == null) {
            return false;
        }
        boolean made = known.createdIn() != KnownTable.BEFORE;
        boolean absent = facts.isKnown() && facts.table(before.key(table)) == null;
        return known.isTemporary() || (made && (absent || policy.isOneDeploy() || known.createdIn() == position));
    }

    /** Whether a column comes with this migration, so that no code of another version knows it. */
    boolean isFresh(Name table, String column) {
        KnownTable known = before.find(table);
        KnownTable.KnownColumn of = known == null ? null : known.columns().get(column);
        return of != null && of.unit() == position;
    }

    /** The statements that come after this one in its migration. */
    Stream<Statement> following() {
        return unit.statements().stream().skip(index + 1L).map(Located::statement);
    }

    @Nullable
    KnownTable table(Name table) {
        return before.find(table);
    }

    /** The strongest of the locks on a table that is held when the statement begins; null when there is none. */
    @Nullable
    Held strongest() {
        return held.stream()
                .filter(held -> held.effect().lock().blocksWrites())
                .max(java.util.Comparator.comparing(held -> held.effect().lock()))
                .orElse(null);
    }
}
