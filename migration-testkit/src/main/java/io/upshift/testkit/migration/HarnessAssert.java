package io.upshift.testkit.migration;

import io.upshift.Report;
import io.upshift.StatementTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on a service's migrations, made on databases with rows where every migration is tried once.
 *
 * <p>What a statement did counts on tables that were there before its migration. Tables are named as a migration names
 * them, or with their schema.
 */
public final class HarnessAssert<S> extends AbstractAssert<HarnessAssert<S>, MigrationHarness<S>> {

    HarnessAssert(MigrationHarness<S> harness) {
        super(harness, HarnessAssert.class);
    }

    /**
     * Each reversible migration goes up, down and up again: its down leaves the schema (but the order of columns) and the
     * rows as they were, and the second up makes what the first made.
     */
    public HarnessAssert<S> roundTrips() {
        return finds("go there and back", Tried::problems);
    }

    /** No statement takes a stronger lock. */
    public HarnessAssert<S> locksAtMost(LockMode mode) {
        return finds(
                "lock at most " + mode,
                tried -> each(tried, trace -> {
                    List<String> stronger = new ArrayList<>();
                    trace.locks().forEach((table, words) -> {
                        if (LockMode.of(words).compareTo(mode) > 0) {
                            stronger.add("locks " + tried.before().relative(table) + " in " + LockMode.of(words));
                        }
                    });
                    return stronger;
                }));
    }

    /** No statement writes a table anew. */
    public HarnessAssert<S> rewritesNoTable() {
        return finds("rewrite no table", tried -> each(tried, trace -> Traces.rewrites(tried, trace)));
    }

    /** No statement reads one of these tables from end to end, nor writes it anew. */
    public HarnessAssert<S> sparesTables(String... tables) {
        List<String> large = List.of(tables);
        return finds("spare " + large, tried -> Traces.onLarge(tried, large));
    }

    /**
     * No statement reads a table from end to end that has more rows.
     *
     * @param rows as many as the setup's rows make possible: a table without rows is never scanned for long
     */
    public HarnessAssert<S> scansNoTableLargerThan(long rows) {
        return finds(
                "scan no table of more than " + rows + " rows",
                tried -> each(tried, trace -> {
                    List<String> scans = new ArrayList<>();
                    trace.scans().forEach((table, read) -> {
                        if (read > rows) {
                            scans.add("reads all of " + tried.before().relative(table) + ", " + read + " rows");
                        }
                    });
                    return scans;
                }));
    }

    /**
     * What the running version of the service executes keeps working while these migrations are brought: a statement that
     * worked before a migration works after it.
     *
     * @param statements complete ones are executed and rolled back; those with {@code ?} are prepared
     */
    public HarnessAssert<S> isCompatibleWith(List<String> statements) {
        isNotNull();
        List<String> wrong = new Compatibility<>(actual, statements).wrong();
        if (!wrong.isEmpty()) {
            failWithMessage("%nThe running version of the service doesn't bear the migrations:%s", list(wrong));
        }
        return this;
    }

    /**
     * A run of all migrations on an empty database that is killed is repaired by the next one: nothing is missing, and
     * nothing is there twice.
     *
     * @param kills such as {@code kills(50)}; each takes as long as two runs
     */
    public HarnessAssert<S> survives(Kills kills) {
        isNotNull();
        List<String> wrong = new Killing<>(actual, kills).wrong();
        if (!wrong.isEmpty()) {
            failWithMessage("%nNot every killed run is repaired by the next one:%s", list(wrong));
        }
        return this;
    }

    /** Instances of this release and of the one without the last migration may start at the same moment. */
    public HarnessAssert<S> bearsInstances(int instances) {
        isNotNull();
        List<String> wrong = new Crowding<>(actual, instances).wrong();
        if (!wrong.isEmpty()) {
            failWithMessage("%n%s instances at once don't do what one does:%s", instances, list(wrong));
        }
        return this;
    }

    /** What a run of all migrations on an empty database reports of each. */
    public ListAssert<Report.Result> reports() {
        isNotNull();
        try (Stage<S> stage = actual.stage()) {
            return Assertions.assertThat(stage.runner().migrate().results());
        }
    }

    private static List<String> each(Tried tried, Function<StatementTrace, List<String>> look) {
        List<String> found = new ArrayList<>();
        for (StatementTrace trace : tried.traces()) {
            look.apply(trace).forEach(what -> found.add(what + " with: " + Trace.brief(trace)));
        }
        return found;
    }

    private HarnessAssert<S> finds(String promise, Function<Tried, List<String>> look) {
        isNotNull();
        List<String> wrong = new ArrayList<>();
        for (Tried tried : actual.walk().all()) {
            look.apply(tried).forEach(problem -> wrong.add(tried.id() + ": " + problem));
        }
        if (!wrong.isEmpty()) {
            failWithMessage("%nNot all migrations %s:%s", promise, list(wrong));
        }
        return this;
    }

    static String list(List<String> wrong) {
        return "\n- " + String.join("\n- ", wrong);
    }
}
