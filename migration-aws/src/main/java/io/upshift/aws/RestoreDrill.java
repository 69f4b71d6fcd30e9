package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.RunListener;
import io.upshift.Step;
import io.upshift.StepException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Proves that a database can be had back: restores its newest snapshot beside it, migrates and verifies the copy, and
 * deletes it again.
 *
 * <p>Only what the drill has made is deleted, known by its tag and its resource id. When a step fails the copy stays for a
 * look, and the next run with the same name goes on with it. The report says how long each step took. Immutable and
 * thread-safe.
 */
public final class RestoreDrill {
    private static final String COPY = "copy.resource-id";
    private static final String SNAPSHOT = "point.snapshot";
    private static final String AT = "point.at";

    private final RdsDatabase database;
    private final OperationJournal journal;
    private final DatabaseWork migrate;
    private final DatabaseWork verify;
    private RestorePoint point = RestorePoint.latestSnapshot();
    private List<RunListener> listeners = List.of();

    private RestoreDrill(RdsDatabase database, OperationJournal journal, DatabaseWork migrate, DatabaseWork verify) {
        this.database = database;
        this.journal = journal;
        this.migrate = migrate;
        this.verify = verify;
    }

    /**
     * @param migrate brings what is pending to the copy
     * @param verify throws when the copy isn't what it should be
     */
    public static RestoreDrill of(
            RdsDatabase database, OperationJournal journal, DatabaseWork migrate, DatabaseWork verify) {
        return new RestoreDrill(database, journal, migrate, verify);
    }

    /** What to restore; the newest snapshot unless set. */
    public RestoreDrill from(RestorePoint point) {
        return with(copy -> copy.point = point);
    }

    /** Adds a watcher, such as {@link SnsNotifications}. */
    public RestoreDrill listener(RunListener listener) {
        return with(copy -> {
            List<RunListener> more = new ArrayList<>(listeners);
            more.add(listener);
            copy.listeners = List.copyOf(more);
        });
    }

    /**
     * Does the whole drill.
     *
     * @param name the same for a retry, and another for the next drill
     * @param confirmation shown what is made and deleted; false refuses, and nothing is done
     * @throws MigrationException when it is not confirmed or a step fails
     */
    public Report run(String name, Predicate<OperationPlan> confirmation) {
        OperationRun run = new OperationRun(journal, "drill", database.id(), name, listeners);
        Stage stage = stage(run, name);
        OperationPlan plan = run.plan(
                "drill",
                List.of(stage),
                List.of(
                        copy(name) + " costs as much as " + database.id() + " while it is there",
                        "only " + copy(name) + " is deleted"),
                calls(name));
        return run.carryOut(plan, confirmation, stage);
    }

    /** Every call that it may make, for an {@link IamPolicy}. */
    public List<RemoteCall> calls(String name) {
        List<RemoteCall> calls = new ArrayList<>(database.calls().copying(database.id(), copy(name)));
        calls.addAll(database.calls().deleting(copy(name)));
        listeners.forEach(listener -> calls.addAll(listener.calls()));
        return calls;
    }

    private Stage stage(OperationRun run, String name) {
        String copy = copy(name);
        List<Step<Notes>> steps = List.of(
                Doing.step("choose what to restore", notes -> {
                    ChosenPoint chosen = database.choose(point);
                    notes.put(SNAPSHOT, chosen.snapshot());
                    notes.put(AT, chosen.at().toString());
                }),
                Doing.step("restore it as " + copy, notes -> {
                    Facts made = database.copying().bring(chosen(notes), copy, run.marks());
                    notes.put(COPY, made.resourceId());
                }),
                Doing.step(
                        "migrate " + copy,
                        notes -> migrate.on(database.existing(copy).endpoint())),
                Doing.step(
                        "verify " + copy,
                        notes -> verify.on(database.existing(copy).endpoint())),
                Doing.step("delete " + copy, notes -> new Deleting(database).delete(copy, notes.get(COPY), null)));
        return Stage.of(1, "restore-drill", "restore drill of " + database.what(), steps);
    }

    private static ChosenPoint chosen(Notes notes) throws StepException {
        return new ChosenPoint(notes.get(SNAPSHOT), false, Instant.parse(notes.get(AT)));
    }

    private String copy(String name) {
        return RdsNames.copy(database.id(), "drill", name);
    }

    private RestoreDrill with(Consumer<RestoreDrill> change) {
        RestoreDrill copy = new RestoreDrill(database, journal, migrate, verify);
        copy.point = point;
        copy.listeners = listeners;
        change.accept(copy);
        return copy;
    }
}
