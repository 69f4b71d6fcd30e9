package io.upshift.aws;

import io.upshift.Plan;
import io.upshift.RemoteCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says which strategies fit a database and what is pending, and why the others would fail; reads, and changes nothing.
 *
 * <p>What RDS's own Blue/Green Deployments can't do is from "Limitations and considerations for Amazon RDS blue/green
 * deployments" in the Amazon RDS User Guide, and the page of the same name in the Amazon Aurora User Guide.
 */
public final class StrategyAdvisor {
    /** Statements after which green can't follow blue by logical replication. */
    private static final Pattern INCOMPATIBLE = Pattern.compile(
            "\\b(drop\\s+(column|table|constraint)|rename\\s|alter\\s+column\\s+\\S+\\s+(set\\s+data\\s+)?type)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEMA =
            Pattern.compile("^\\s*(create|alter|drop|truncate|comment|grant|revoke)\\b", Pattern.CASE_INSENSITIVE);

    private final RdsDatabase database;

    private StrategyAdvisor(RdsDatabase database) {
        this.database = database;
    }

    public static StrategyAdvisor of(RdsDatabase database) {
        return new StrategyAdvisor(database);
    }

    /**
     * Looks at the database, and judges each strategy.
     *
     * @param plan what is pending; statements that it doesn't know are taken for schema changes
     * @param majorVersion to which PostgreSQL is to be upgraded with the change; 0 for none
     */
    public List<Advice> advise(Plan plan, int majorVersion) {
        database.existing();
        Situation now = database.calls().situation(database.id());
        boolean upgrades = majorVersion > now.majorVersion();
        return List.of(inPlace(upgrades), copy(now, upgrades), managed(now, plan, upgrades));
    }

    /** What {@link #advise} calls, for an {@link IamPolicy}. */
    public List<RemoteCall> calls() {
        return List.of(
                new RemoteCall("rds:DescribeDB" + (isCluster() ? "Clusters" : "Instances"), "*", "reads its settings"));
    }

    private Advice inPlace(boolean upgrades) {
        return new Advice(
                Strategy.IN_PLACE,
                upgrades ? List.of("a major upgrade stops the database while it runs") : List.of(),
                List.of("the smallest step where every statement is online"));
    }

    private Advice copy(Situation now, boolean upgrades) {
        List<String> against = new ArrayList<>();
        if (upgrades) {
            against.add("a copy has the version of its source: upgrade the copy first, or use RDS's own deployments");
        }
        if (isCluster() && now.members() == 0) {
            against.add("a cluster without an instance can't be cloned");
        }
        return new Advice(
                isCluster() ? Strategy.CLONE : Strategy.SNAPSHOT_COPY,
                against,
                List.of("writes after the copy are frozen, replicated, or lost"));
    }

    private Advice managed(Situation now, Plan plan, boolean upgrades) {
        List<String> against = new ArrayList<>(now.againstManaged());
        List<String> statements = plan.items().stream()
                .flatMap(item -> item.statements().stream())
                .toList();
        boolean isUnknown =
                plan.items().stream().anyMatch(item -> item.statements().isEmpty());
        boolean changes = isUnknown
                || statements.stream().anyMatch(text -> SCHEMA.matcher(text).find());
        boolean isLogical = isCluster() || upgrades;
        if (!isLogical && !plan.isEmpty()) {
            against.add("without a major upgrade RDS replicates physically, and green is read-only: nothing can be"
                    + " migrated there");
        }
        if (isLogical && isUnknown) {
            against.add("what is pending isn't known, and green has to stay compatible with blue's replication");
        }
        statements.stream()
                .filter(text -> INCOMPATIBLE.matcher(text).find())
                .findFirst()
                .ifPresent(text -> against.add("after a statement such as '" + brief(text)
                        + "' green can't follow blue's logical replication"));
        List<String> remarks = new ArrayList<>();
        if (changes && against.isEmpty()) {
            remarks.add(
                    "each table needs a primary key or REPLICA IDENTITY FULL, and blue no DDL until the switchover");
        }
        remarks.add("after the switchover nothing flows back to blue");
        return new Advice(Strategy.MANAGED_BLUE_GREEN, against, remarks);
    }

    private boolean isCluster() {
        return database.calls().type().equals("cluster");
    }

    /** Its first words: what follows may be data. */
    private static String brief(String statement) {
        String[] words = statement.strip().toLowerCase(Locale.ROOT).split("\\s+", 5);
        return String.join(" ", List.of(words).subList(0, Math.min(words.length, 4)));
    }
}
