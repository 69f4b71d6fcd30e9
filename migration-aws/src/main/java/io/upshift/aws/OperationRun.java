package io.upshift.aws;

import io.upshift.Entry;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.RunListener;
import io.upshift.Settings;
import io.upshift.State;
import io.upshift.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Carries stages of one operation out, and takes them back, by the engine of core over the operation's journal. */
final class OperationRun {
    private static final String VERSION = "aws";
    private static final int RUN = 32;

    private final OperationJournal journal;
    private final String operation;
    private final String service;
    private final String name;
    private final List<RunListener> listeners;

    /**
     * @param kind such as blue-green
     * @param name the same for a retry, and another for another one
     */
    OperationRun(OperationJournal journal, String kind, String database, String name, List<RunListener> listeners) {
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
            throw MigrationException.usage(
                    "An operation can't be named '" + name + "'",
                    "write letters, digits, and dots, hyphens or underscores between them, such as 1.4.0");
        }
        this.journal = journal;
        this.operation = kind + "/" + database + "/" + name;
        this.service = database;
        this.name = name;
        this.listeners = List.copyOf(listeners);
    }

    String name() {
        return name;
    }

    /** By which what it makes is known. */
    Map<String, String> marks() {
        return Map.of(Tags.RUN, id());
    }

    /** Like the id of a run. */
    String id() {
        return Entry.sha256(operation).substring(0, RUN);
    }

    Notes notes() {
        return new Notes(journal.read(operation)
                .map(page -> OperationJson.read(service, page.text()).notes())
                .orElse(Map.of()));
    }

    boolean isApplied(Stage stage) {
        return is(stage, State.APPLIED);
    }

    /** Whether it was begun, or done, and not taken back. */
    boolean isThere(Stage stage) {
        return is(stage, State.APPLIED) || is(stage, State.RUNNING);
    }

    /** Whether it was ever begun. */
    boolean isKnown(Stage stage) {
        return !is(stage, State.PENDING);
    }

    OperationPlan plan(String verb, List<Stage> stages, List<String> consequences, List<RemoteCall> calls) {
        return new OperationPlan(
                operation + " " + verb,
                stages.stream().flatMap(stage -> stage.names().stream()).toList(),
                consequences,
                calls);
    }

    /** Carries out what is left of the stages. */
    Report carryOut(OperationPlan plan, Predicate<OperationPlan> confirmation, Stage... stages) {
        confirm(plan, confirmation);
        return runner(stages).migrate();
    }

    /**
     * Takes back what was done, or begun, after a stage.
     *
     * @param to what stays
     */
    Report takeBack(RevertTo to, OperationPlan plan, Predicate<OperationPlan> confirmation, Stage... stages) {
        confirm(plan, confirmation);
        return runner(stages).revert(to, shown -> true);
    }

    private static void confirm(OperationPlan plan, Predicate<OperationPlan> confirmation) {
        if (!confirmation.test(plan)) {
            throw MigrationException.refused(
                    plan.operation(),
                    "it was not confirmed",
                    "read what it does, and confirm it with the token " + plan.token());
        }
    }

    private boolean is(Stage stage, State state) {
        return runner(stage).status().migrations().stream()
                .filter(line -> line.id().equals(stage.id()))
                .map(Status.Line::state)
                .anyMatch(state::equals);
    }

    /** Windows, and other settings of the service's own migrations, don't hold for operations. */
    private MigrationRunner<Notes> runner(Stage... stages) {
        MigrationRunner.Builder<Notes> builder = MigrationRunner.on(new OperationTarget(journal, operation))
                .service(service, VERSION)
                .settings(Settings.defaults().outOfOrder(true).allowMissing(true))
                .add(stages);
        listeners.forEach(builder::listener);
        return builder.build();
    }
}
