package io.upshift.testkit.migration;

import io.upshift.MigrationException;
import io.upshift.Schema;
import io.upshift.testkit.fault.Crash;
import io.upshift.testkit.fault.Failpoints;
import java.util.ArrayList;
import java.util.List;

/** Kills a run of all migrations at one moment after the other, and looks whether the next run repairs it. */
final class Killing<S> {
    private final MigrationHarness<S> harness;
    private final Kills kills;

    Killing(MigrationHarness<S> harness, Kills kills) {
        this.harness = harness;
        this.kills = kills;
    }

    List<String> wrong() {
        List<String> moments;
        Schema schema;
        RowDigest rows;
        try (Stage<S> stage = harness.stage()) {
            Failpoints all = Failpoints.none();
            stage.through(all).migrate();
            moments = all.passed();
            schema = stage.schema();
            rows = stage.rows(schema);
        }
        List<String> wrong = new ArrayList<>();
        boolean isProcess = true;
        for (int moment : kills.chosen(moments.size())) {
            String how = (isProcess ? "the process" : "the session") + " killed " + moments.get(moment - 1)
                    + " (moment " + moment + " of " + moments.size() + ", seed " + kills.seed() + "): ";
            try (Stage<S> stage = harness.stage()) {
                kill(stage, moment, isProcess);
                repair(stage, schema, rows).forEach(problem -> wrong.add(how + problem));
            }
            isProcess = !isProcess;
        }
        return wrong;
    }

    private static <S> void kill(Stage<S> stage, int moment, boolean isProcess) {
        Failpoints failpoints = isProcess ? Failpoints.crashAt(moment) : Failpoints.at(moment, stage::killSessions);
        try {
            stage.through(failpoints).migrate();
        } catch (Crash | MigrationException expected) {
            // What counts is what the next run makes of it.
            stage.killSessions();
        }
    }

    private static <S> List<String> repair(Stage<S> stage, Schema schema, RowDigest rows) {
        try {
            stage.runner().migrate();
        } catch (MigrationException e) {
            return List.of("the next run fails: " + e.getMessage());
        }
        List<String> wrong = new ArrayList<>(stage.runner().validate());
        Schema now = stage.schema();
        Trial.change(schema, now).lines().forEach(line -> wrong.add("the next run makes another schema: " + line));
        stage.rows(now).differencesFrom(rows).forEach(line -> wrong.add("the next run makes other rows: " + line));
        return wrong;
    }
}
