package io.upshift.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
final class Options {
    @Option(names = "--url", description = "A server that runs already; without it, one is started.")
    private @Nullable String url;

    @Option(names = "--quick", description = "Few samples, few migrations, no Liquibase: a smoke run.")
    private boolean quick;

    @Option(names = "--tools", split = ",", description = "Only these tools.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--without", split = ",", description = "Not these tools.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--samples", description = "How often to measure each figure.")
    private @Nullable Integer samples;

    @Option(names = "--applied", split = ",", description = "noop, cold: how many migrations are applied.")
    private List<Integer> applied = new ArrayList<>();

    @Option(names = "--migrations", split = ",", description = "apply, contend: how many migrations to apply.")
    private List<Integer> migrations = new ArrayList<>();

    @Option(names = "--instances", description = "contend: how many instances start at once.")
    private @Nullable Integer instances;

    @Option(names = "--up-to-date-instances", description = "contend: how many start on an up-to-date database.")
    private @Nullable Integer upToDateInstances;

    @Option(names = "--rows", description = "backfill, expand: how many rows the table has.")
    private @Nullable Integer rows;

    @Option(names = "--changes", split = ",", description = "locks: only these changes, such as check,create-index.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--quiet-wait", description = "How many seconds to wait for busy cores at most.")
    private @Nullable Integer quietWait;

    @Nullable
    String url() {
        return url;
    }

    boolean quick() {
        return quick;
    }

    int samples(int full, int ifQuick) {
        return samples != null ? samples : quick ? ifQuick : full;
    }

    List<Integer> applied(List<Integer> full, List<Integer> ifQuick) {
        return !applied.isEmpty() ? applied : quick ? ifQuick : full;
    }

    List<Integer> migrations(List<Integer> full, List<Integer> ifQuick) {
        return !migrations.isEmpty() ? migrations : quick ? ifQuick : full;
    }

    int instances() {
        return instances != null ? instances : quick ? 2 : 8;
    }

    int upToDateInstances() {
        return upToDateInstances != null ? upToDateInstances : quick ? 3 : 25;
    }

    int rows(int full, int ifQuick) {
        return rows != null ? rows : quick ? ifQuick : full;
    }

    /** Those of a scenario's own tools that are asked for. */
    List<String> among(List<String> own) {
        List<String> tools = new ArrayList<>(own);
        if (!only.isEmpty()) {
            tools.retainAll(only);
        }
        tools.removeAll(without);
        return tools;
    }

    /** Whether a change of the scenario {@code locks} is to be measured. */
    boolean measures(String change) {
        return changes.isEmpty() ? !quick || change.equals("create-index") : changes.contains(change);
    }

    /** How long a tool runs before it is measured in this JVM. */
    Duration warmUp() {
        return Duration.ofMillis(quick ? 100 : 1500);
    }

    Duration quietWait() {
        return Duration.ofSeconds(quietWait != null ? quietWait : quick ? 0 : 20);
    }

    /** Those of the tools that were asked for; all, unless some were. */
    String[] only(List<String> tools) {
        return tools.stream()
                .filter(tool -> only.isEmpty() || only.contains(tool))
                .filter(tool -> !without.contains(tool))
                .toArray(String[]::new);
    }

    List<String> tools(List<String> besides) {
        List<String> all = new ArrayList<>(Tools.ALL);
        all.addAll(besides);
        List<String> tools = among(all);
        if (quick) {
            tools.remove(Tools.LIQUIBASE);
        }
        return tools;
    }
}
