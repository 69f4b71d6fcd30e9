package io.upshift.postgres.lint;

import io.upshift.MigrationException;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a service wants to be told, and what refuses a run: which rule has which weight, and which tables are large.
 *
 * <p>Where a table's live size is known, a finding about waiting is only advice below {@link #smallBelow} and an error
 * from {@link #largeFrom} on. Immutable: each setter returns a changed copy.
 */
public final class LintPolicy {
    private static final long MEGABYTE = 1024L * 1024;

    private Map<String, Severity> severities = Map.of();
    private Set<String> off = Set.of();
    private Set<String> on = Set.of();
    private Set<String> large = Set.of();
    private long smallBelow = 10 * MEGABYTE;
    private long largeFrom = 1024 * MEGABYTE;
    private boolean blocks = true;
    private boolean oneDeploy = false;
    private boolean limited = true;

    private LintPolicy() {}

    /** Errors refuse the run. */
    public static LintPolicy production() {
        return new LintPolicy();
    }

    /** Nothing refuses the run: what would be an error elsewhere is a warning. */
    public static LintPolicy development() {
        return production().with(copy -> copy.blocks = false);
    }

    /**
     * The policy of an environment.
     *
     * @param environment {@code production} or {@code development}
     * @throws MigrationException when it is another
     */
    public static LintPolicy of(String environment) {
        return switch (environment) {
            case "production" -> production();
            case "development" -> development();
            default ->
                throw MigrationException.usage(
                        "There is no policy for the environment " + environment, "use production or development");
        };
    }

    /**
     * Gives a rule another weight, and has it looked for.
     *
     * @throws MigrationException when there is no such rule; it names those that are close
     */
    public LintPolicy rule(String id, Severity severity) {
        Rules.require(id);
        return with(copy -> {
            copy.severities = new HashMap<>(severities);
            copy.severities.put(id, severity);
            copy.on = with(on, id);
            copy.off = without(off, id);
        });
    }

    /** Has a rule not looked for. */
    public LintPolicy off(String id) {
        Rules.require(id);
        return with(copy -> {
            copy.off = with(off, id);
            copy.on = without(on, id);
        });
    }

    /** Tables that are large wherever it matters, also when no database is asked. */
    public LintPolicy largeTables(String... tables) {
        return with(copy -> copy.large = Set.of(tables));
    }

    /** Below how many bytes, indexes included, a table is too small for waiting to matter; 10 MB unless said. */
    public LintPolicy smallBelow(long bytes) {
        return with(copy -> copy.smallBelow = bytes);
    }

    /** From how many bytes on, indexes included, a table is large; 1 GB unless said. */
    public LintPolicy largeFrom(long bytes) {
        return with(copy -> copy.largeFrom = bytes);
    }

    /** Whether everything that is checked is deployed at once, so that no table that it makes is in use yet. */
    public LintPolicy oneDeploy(boolean oneDeploy) {
        return with(copy -> copy.oneDeploy = oneDeploy);
    }

    /** Whether what runs the SQL limits how long it waits for locks, as this library does; true unless said. */
    public LintPolicy limited(boolean limited) {
        return with(copy -> copy.limited = limited);
    }

    boolean isOneDeploy() {
        return oneDeploy;
    }

    boolean isLimited() {
        return limited;
    }

    boolean isOn(Rule rule) {
        return !off.contains(rule.id()) && (!rule.isOffByDefault() || on.contains(rule.id()));
    }

    /** How much a finding weighs, before an author's waiver. */
    Severity severity(Rule rule, LintUnit unit, @Nullable Name table, @Nullable TableFacts facts) {
        Severity own = severities.get(rule.id());
        Severity severity = own == null ? weighed(rule, unit, table, facts) : own;
        return severity == Severity.ERROR && !blocks ? Severity.WARNING : severity;
    }

    private Severity weighed(Rule rule, LintUnit unit, @Nullable Name table, @Nullable TableFacts facts) {
        Severity severity = rule.severity();
        if (severity == Severity.ADVICE) {
            return severity;
        }
        boolean waits = rule.category() == Rule.Category.LOCK;
        boolean marked = table != null && (large.contains(table.name()) || large.contains(table.sql()));
        if (waits && (marked || (facts != null && facts.allBytes() >= largeFrom))) {
            return unit.isDown() ? Severity.WARNING : Severity.ERROR;
        }
        if (waits && (unit.metadata().requiresDowntime() || (facts != null && facts.allBytes() < smallBelow))) {
            return Severity.ADVICE;
        }
        boolean said = rule.category() == Rule.Category.COMPATIBILITY
                && unit.metadata().breaking();
        boolean contracts = unit.metadata().phase() == io.upshift.Phase.CONTRACT
                && (rule.category() == Rule.Category.COMPATIBILITY || rule.category() == Rule.Category.LOSS);
        return (said || contracts || unit.isDown()) && severity == Severity.ERROR ? Severity.WARNING : severity;
    }

    private static Set<String> with(Set<String> some, String one) {
        Set<String> more = new HashSet<>(some);
        more.add(one);
        return more;
    }

    private static Set<String> without(Set<String> some, String one) {
        List<String> fewer = new ArrayList<>(some);
        fewer.remove(one);
        return Set.copyOf(fewer);
    }

    private LintPolicy with(Consumer<LintPolicy> change) {
        LintPolicy copy = new LintPolicy();
        copy.severities = severities;
        copy.off = off;
        copy.on = on;
        copy.large = large;
        copy.smallBelow = smallBelow;
        copy.largeFrom = largeFrom;
        copy.blocks = blocks;
        copy.oneDeploy = oneDeploy;
        copy.limited = limited;
        change.accept(copy);
        return copy;
    }
}
