package io.upshift.postgres.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view as it was before it is dropped.
 *
 * @param name in full, quoted where it needs to be
 * @param isMaterialized whether it keeps its rows
 * @param privileges as the catalog writes them; null when they are the usual ones
 * @param making the statements that make it again, the first of which is its definition
 */
record StoredView(
        String name, boolean isMaterialized, @Nullable String privileges, List<String> making) {

    String dropping() {
        return "drop " + (isMaterialized ? "materialized view " : "view ") + name;
    }

    /** What comes in front of the query where the view is made. */
    String head() {
        String create = making.get(0);
        return create.substring(0, create.indexOf(" as ") + " as ".length());
    }
}
