package io.upshift.postgres.lint;

import io.upshift.MigrationException;
import io.upshift.Plan;
import io.upshift.Preflight;
import io.upshift.postgres.PostgresTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a plan would execute before it runs: {@code runner.preflight(Lint.with(LintPolicy.production()).on(target))}.
 *
 * <p>Looks at the SQL of files, and at what the recorded plan says of Java migrations; one that stands in neither isn't
 * looked at, which the plan's warnings say. Executes none of it. With a target it asks the database for the size, columns,
 * constraints and indexes of the tables that are touched, on a connection of its own, in two queries and without waiting
 * for locks. Needs {@code org.pgcodekeeper:pgcodekeeper-core}, an optional dependency, and loads it only when there is
 * something to check. Immutable and thread-safe.
 */
public final class Lint implements Preflight {
    private static final String PARSER = "org.pgcodekeeper.core.parsers.antlr.base.AntlrParser";
    private static final String DEFAULT_SCHEMA = "public";

    private final LintPolicy policy;
    private final @Nullable PostgresTarget target;

    private Lint(LintPolicy policy, @Nullable PostgresTarget target) {
        this.policy = policy;
        this.target = target;
    }

    /** A check of the SQL alone. */
    public static Lint with(LintPolicy policy) {
        return new Lint(policy, null);
    }

    /** The same with what the database says of the tables. */
    public Lint on(PostgresTarget database) {
        return new Lint(policy, database);
    }

    /** Every finding, also those that an author allows: they are advice, and carry the reason. */
    @Override
    public List<Finding> check(Plan plan) {
        if (plan.isEmpty()) {
            return List.of();
        }
        requireParser();
        return lint(policy.oneDeploy(true), LintPlans.read(plan)).stream()
                .map(LintFinding::finding)
                .toList();
    }

    /**
     * Refuses where the parser, an optional dependency, is missing.
     *
     * @throws MigrationException that names it
     */
    static void requireParser() {
        try {
            Class.forName(PARSER, false, Lint.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw MigrationException.usage(
                    "SQL can't be checked without its parser",
                    "add the dependency org.pgcodekeeper:pgcodekeeper-core in the version that Upshift's BOM manages");
        }
    }

    List<LintFinding> lint(List<LintUnit> units) {
        return lint(policy, units);
    }

    private List<LintFinding> lint(LintPolicy chosen, List<LintUnit> units) {
        if (target == null) {
            return Linter.lint(chosen, LiveFacts.NONE, units, () -> new KnownSchema(DEFAULT_SCHEMA));
        }
        String schema = target.schema();
        Map<String, Name> tables = Touched.tables(schema, units);
        LiveSchema live = LiveSchema.read(target, tables);
        return Linter.lint(chosen, live.facts(), units, () -> live.known(schema));
    }
}
