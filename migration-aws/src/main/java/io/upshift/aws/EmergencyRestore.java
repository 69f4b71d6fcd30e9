package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.RunListener;
import io.upshift.Step;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings a service back onto an earlier state of its database: stops it, restores into a copy beside the database, verifies
 * the copy, switches to it, and starts the service again.
 *
 * <p>Nothing is deleted. The switch is a pointer's, or, without a pointer, one of names: the database is renamed aside and
 * the copy takes its name. A run that was cut off goes on when it is called again with the same name, and {@link #back}
 * takes back what was done so far, from the last step to the first. Immutable and thread-safe.
 */
public final class EmergencyRestore {
    private static final String OLD = "old.resource-id";
    private static final String OLD_HOST = "old.host";
    private static final String NEW = "new.resource-id";
    private static final String NEW_HOST = "new.host";
    private static final String SNAPSHOT = "point.snapshot";
    private static final String AT = "point.at";

    private final RdsDatabase database;
    private final OperationJournal journal;
    private final Application application;
    private @Nullable DatabaseWork verify;
    private @Nullable SsmPointer pointer;
    private List<RunListener> listeners = List.of();

    private EmergencyRestore(RdsDatabase database, OperationJournal journal, Application application) {
        this.database = database;
        this.journal = journal;
        this.application = application;
    }

    /** @param application stopped before anything is restored, and started when the switch is done */
    public static EmergencyRestore of(RdsDatabase database, OperationJournal journal, Application application) {
        return new EmergencyRestore(database, journal, application);
    }

    /** Looks at the copy before the switch; throws when it isn't what is wanted. */
    public EmergencyRestore verify(DatabaseWork verify) {
        return with(copy -> copy.verify = verify);
    }

    /** Switches by this parameter; without one the instances change names, and clusters can't be switched. */
    public EmergencyRestore pointer(SsmPointer pointer) {
        return with(copy -> copy.pointer = pointer);
    }

    /** Adds a watcher, such as {@link SnsNotifications}: it tells the success, or what a person has to do. */
    public EmergencyRestore listener(RunListener listener) {
        return with(copy -> {
            List<RunListener> more = new ArrayList<>(listeners);
            more.add(listener);
            copy.listeners = List.copyOf(more);
        });
    }

    /**
     * Restores and switches.
     *
     * @param name the same for a retry, and another for another emergency
     * @param confirmation shown the loss window; false refuses, and nothing is done
     * @throws MigrationException when it is not confirmed or a step fails; says what to do
     */
    public Report restore(String name, RestorePoint point, Predicate<OperationPlan> confirmation) {
        OperationRun run = run(name);
        ChosenPoint chosen = chosen(run, point);
        Stage stage = stage(run, name, chosen);
        return run.carryOut(plan(run, name, stage, chosen), confirmation, stage);
    }

    /** What {@link #restore} would do; nothing is changed. */
    public OperationPlan plan(String name, RestorePoint point) {
        OperationRun run = run(name);
        ChosenPoint chosen = chosen(run, point);
        return plan(run, name, stage(run, name, chosen), chosen);
    }

    /**
     * Takes it back: the service is on its old database again, and the copy stays for a look.
     *
     * @param confirmation shown since when writes will be missing; false refuses, and nothing is done
     */
    public Report back(String name, Predicate<OperationPlan> confirmation) {
        OperationRun run = run(name);
        if (!run.notes().has(AT)) {
            throw MigrationException.usage(
                    "There is nothing to take back: no restore " + name + " of the " + database.what() + " was begun",
                    "see " + journal.describe() + " for its name");
        }
        Stage stage = stage(run, name, chosen(run, RestorePoint.latestTime()));
        OperationPlan plan = run.plan(
                "back",
                List.of(stage),
                List.of("everything written since the switch will be missing, and stays in the copy"),
                calls(name));
        return run.takeBack(RevertTo.everything(), plan, confirmation, stage);
    }

    /** Every call that it may make, for an {@link IamPolicy}. */
    public List<RemoteCall> calls(String name) {
        List<RemoteCall> calls = new ArrayList<>(database.calls().copying(database.id(), copy(name)));
        if (pointer != null) {
            calls.addAll(pointer.calls());
        } else {
            calls.addAll(database.calls().renaming(database.id(), aside(name)));
            calls.addAll(database.calls().renaming(copy(name), database.id()));
        }
        listeners.forEach(listener -> calls.addAll(listener.calls()));
        return calls;
    }

    private OperationPlan plan(OperationRun run, String name, Stage stage, ChosenPoint point) {
        Duration loss = Duration.between(point.at(), database.clock().instant());
        return run.plan(
                "restore",
                List.of(stage),
                List.of(
                        "everything written since " + point.at() + " (" + loss + ") will be missing",
                        database.id() + " stays, and nothing is deleted"),
                calls(name));
    }

    private Stage stage(OperationRun run, String name, ChosenPoint point) {
        String copy = copy(name);
        List<Step<Notes>> steps = new ArrayList<>();
        steps.add(Doing.step("restore " + point.describe() + " as " + copy, notes -> {
            Facts made = database.copying().bring(point, copy, run.marks());
            notes.put(NEW, made.resourceId());
            notes.put(NEW_HOST, made.host());
            database.copying().requireSame(copy);
        }));
        if (verify != null) {
            DatabaseWork work = verify;
            steps.add(Doing.step(
                    "verify " + copy, notes -> work.on(database.existing(copy).endpoint())));
        }
        steps.addAll(switching(name));
        steps.add(Doing.step("start the application", notes -> application.start(), notes -> application.stop()));
        List<Step<Notes>> all = new ArrayList<>();
        all.add(Doing.step("look at " + database.what(), notes -> look(notes, point)));
        all.add(Doing.step("stop the application", notes -> application.stop(), notes -> application.start()));
        steps.forEach(step -> all.add(Urgent.step(step)));
        return Stage.of(1, "emergency-restore", "emergency restore of " + database.what(), all);
    }

    private List<Step<Notes>> switching(String name) {
        if (pointer != null) {
            return List.of(new PointerSteps(pointer, database.clock())
                    .move("point " + pointer.name() + " to " + copy(name), OLD_HOST, NEW_HOST));
        }
        Renaming renaming = new Renaming(database);
        return List.of(renaming.step(database.id(), aside(name), OLD), renaming.step(copy(name), database.id(), NEW));
    }

    private void look(Notes notes, ChosenPoint point) throws StepException {
        Facts old = database.existing();
        notes.put(OLD, old.resourceId());
        notes.put(OLD_HOST, old.host());
        notes.put(SNAPSHOT, point.snapshot());
        notes.put(AT, point.at().toString());
        if (pointer != null) {
            new PointerSteps(pointer, database.clock()).look(notes, old.host());
        }
    }

    /** What an earlier try has chosen stays chosen. */
    private ChosenPoint chosen(OperationRun run, RestorePoint point) {
        if (pointer == null && database.calls().type().equals("cluster")) {
            throw MigrationException.usage(
                    "A cluster isn't switched by renaming it",
                    "give the service's SSM parameter with .pointer(…), or switch by hand after a restore");
        }
        Notes notes = run.notes();
        try {
            return notes.has(AT)
                    ? new ChosenPoint(notes.get(SNAPSHOT), false, Instant.parse(notes.get(AT)))
                    : database.choose(point);
        } catch (StepException e) {
            throw MigrationException.usage(String.valueOf(e.getMessage()), e.next());
        }
    }

    private String copy(String name) {
        return RdsNames.copy(database.id(), "r", name);
    }

    private String aside(String name) {
        return RdsNames.copy(database.id(), "old", name);
    }

    private OperationRun run(String name) {
        return new OperationRun(journal, "emergency", database.id(), name, listeners);
    }

    private EmergencyRestore with(Consumer<EmergencyRestore> change) {
        EmergencyRestore copy = new EmergencyRestore(database, journal, application);
        copy.verify = verify;
        copy.pointer = pointer;
        copy.listeners = listeners;
        change.accept(copy);
        return copy;
    }
}
