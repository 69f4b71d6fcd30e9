package io.upshift.postgres.view;

import io.upshift.Action;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a view, or a table that views stand on, and puts the views that stand in the way back as they were.
 *
 * <p>PostgreSQL refuses to change a column that a view uses, and CREATE OR REPLACE VIEW only adds columns at the end.
 * Views that depend on what changes, directly or through others, are dropped and made again with their options, owner,
 * privileges, comments, column defaults, INSTEAD OF triggers, rules and, where they are materialized, indexes: in the
 * step's own transaction, so that nobody meets the gap. Until it ends they are locked (ACCESS EXCLUSIVE).
 *
 * <p>A materialized view is filled anew, which takes as long as its query. Whatever else stands on one of the views, such
 * as a function with a SQL body, is never dropped: then the step fails, and nothing is changed. A privilege that somebody
 * other than the owner granted comes back as granted by the owner; security labels don't come back. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createview.html">CREATE VIEW</a>
 */
public final class Views {
    private static final String SAVEPOINT = "upshift_view";

    private final String relation;
    private final Map<String, String> replaced;

    private Views(String relation, Map<String, String> replaced) {
        this.relation = relation;
        this.replaced = replaced;
    }

    /**
     * Gives a view another query, for a transactional step or an {@code up}; makes the view when there is none.
     *
     * @param view its name as SQL writes it
     * @param query a SELECT
     */
    public static Action<PostgresSession> replace(String view, String query) {
        return session -> {
            ViewCatalog catalog = new ViewCatalog(session);
            if (!catalog.exists(view)) {
                session.sql("create view " + view + " as " + query);
            } else if (!replacedInPlace(session, catalog.standingOn(view), query)) {
                around(view).replacing(view, query).with(nothing -> {}).run(session);
            }
        };
    }

    /** A change of a table or view that others stand on. */
    public static Views around(String relation) {
        return new Views(relation, Map.of());
    }

    /** One of the views in the way gets another query, because the change takes away what it uses. */
    public Views replacing(String view, String query) {
        Map<String, String> more = new LinkedHashMap<>(replaced);
        more.put(view, query);
        return new Views(relation, Collections.unmodifiableMap(more));
    }

    /**
     * The change itself, with the views out of the way.
     *
     * @param change such as {@code db -> db.sql("alter table orders alter column total type numeric(14, 2)")}
     */
    public Action<PostgresSession> with(Action<PostgresSession> change) {
        return session -> {
            ViewCatalog catalog = new ViewCatalog(session);
            Map<String, String> queries = inFull(catalog);
            List<StoredView> views = catalog.standingOn(relation);
            List<StoredView> lastFirst = new ArrayList<>(views);
            Collections.reverse(lastFirst);
            for (StoredView view : lastFirst) {
                session.sql(view.dropping());
            }
            change.run(session);
            for (StoredView view : views) {
                make(session, catalog, view, queries.remove(view.name()));
            }
            if (!queries.isEmpty()) {
                throw new StepException(
                        String.join(", ", queries.keySet()) + " doesn't stand on " + relation,
                        "replace it by itself; the step was rolled back");
            }
        };
    }

    private Map<String, String> inFull(ViewCatalog catalog) throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Map.Entry<String, String> view : replaced.entrySet()) {
            queries.put(catalog.standingOn(view.getKey()).get(0).name(), view.getValue());
        }
        return queries;
    }

    private static void make(PostgresSession session, ViewCatalog catalog, StoredView view, @Nullable String query)
            throws Exception {
        try {
            session.sql(query == null ? view.making().get(0) : view.head() + query);
            for (String statement : view.making().subList(1, view.making().size())) {
                session.sql(statement);
            }
            for (String statement : catalog.granting(view)) {
                session.sql(statement);
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            String why = state.startsWith("42")
                    ? String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    : state;
            throw new StepException(
                    "the view " + view.name() + " can't be made again as it was (" + why + ")",
                    "give it another query with replacing(\"" + view.name() + "\", …); the step was rolled back");
        }
    }

    /** Tried rather than foreseen: the server knows whether the columns fit. */
    private static boolean replacedInPlace(PostgresSession session, List<StoredView> views, String query)
            throws SQLException {
        StoredView view = views.get(0);
        if (view.isMaterialized()) {
            return false;
        }
        execute(session, "savepoint " + SAVEPOINT);
        try {
            session.sql(view.head().replaceFirst("create view", "create or replace view") + query);
        } catch (SQLException e) {
            if (!"42P16".equals(e.getSQLState())) {
                throw e;
            }
            execute(session, "rollback to savepoint " + SAVEPOINT);
            return false;
        }
        execute(session, "release savepoint " + SAVEPOINT);
        return true;
    }

    private static void execute(PostgresSession session, String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
