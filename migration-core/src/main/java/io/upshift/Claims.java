package io.upshift;

import java.util.List;
import java.util.Set;

/**
 * The names that a migration makes and takes away, as far as its source can tell before it has run.
 *
 * @param makes identities such as {@code table purchases}
 * @param takes by dropping or renaming
 * @param isAll whether nothing else may be made or taken away, such as by code in the store
 */
public record Claims(Set<String> makes, Set<String> takes, boolean isAll) {
    static final Claims UNKNOWN = new Claims(Set.of(), Set.of(), false);

    public Claims {
        makes = Set.copyOf(makes);
        takes = Set.copyOf(takes);
    }

    static Claims of(Effects effects) {
        return new Claims(Set.copyOf(effects.added()), effects.removed().keySet(), true);
    }

    /** Everything that two of these migrations claim and only one can have, in words. */
    static List<String> contradictions(List<? extends Declared<?>> inOrder) {
        return new ClaimFold().of(inOrder);
    }
}
