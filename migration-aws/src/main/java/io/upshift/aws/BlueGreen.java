package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.RunListener;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes a copy of a database, green, and switches the service to it, with the old one, blue, kept as it was.
 *
 * <p>An instance is copied by a snapshot and a restore, an Aurora cluster by a clone. Each part is a call of its own:
 * {@link #create}, {@link #switchOver}, {@link #failback} and, days later, {@link #decommission}. None of them does
 * another's work. A call that was cut off goes on when it is made again with the same name. Immutable and thread-safe.
 */
public final class BlueGreen {
    private final RdsDatabase blue;
    private final OperationJournal journal;
    private final SsmPointer pointer;
    private final WritePolicy writes;
    private @Nullable DatabaseWork migrate;
    private @Nullable DatabaseWork verify;
    private @Nullable AlarmWatch alarms;
    private Duration keep = Duration.ofHours(24);
    private List<RunListener> listeners = List.of();

    private BlueGreen(RdsDatabase blue, OperationJournal journal, SsmPointer pointer, WritePolicy writes) {
        this.blue = blue;
        this.journal = journal;
        this.pointer = pointer;
        this.writes = writes;
    }

    /**
     * @param blue what serves now
     * @param pointer in which the service finds its database; the switch changes it
     * @param writes what becomes of the writes to blue after the copy
     */
    public static BlueGreen of(RdsDatabase blue, OperationJournal journal, SsmPointer pointer, WritePolicy writes) {
        return new BlueGreen(blue, journal, pointer, writes);
    }

    /** Changes green, usually by the service's runner on green's endpoint; {@link #create} needs it. */
    public BlueGreen migrate(DatabaseWork migrate) {
        return with(copy -> copy.migrate = migrate);
    }

    /** Looks at green when it is migrated, and throws when it isn't what it should be. */
    public BlueGreen verify(DatabaseWork verify) {
        return with(copy -> copy.verify = verify);
    }

    /** Watches alarms after the switch; one that sounds fails the call with the words to fail back, and does nothing. */
    public BlueGreen alarms(AlarmWatch alarms) {
        return with(copy -> copy.alarms = alarms);
    }

    /** For how long after the switch blue can't be decommissioned; 24 hours unless set. */
    public BlueGreen keepBlue(Duration keep) {
        return with(copy -> copy.keep = keep);
    }

    /** Adds a watcher, such as {@link SnsNotifications}. */
    public BlueGreen listener(RunListener listener) {
        return with(copy -> {
            List<RunListener> more = new ArrayList<>(listeners);
            more.add(listener);
            copy.listeners = List.copyOf(more);
        });
    }

    /**
     * Makes, migrates and verifies green; the service stays on blue.
     *
     * @param name of the deployment, such as {@code 1.4.0}; the same for a retry and for the other calls
     * @throws MigrationException when it is not confirmed or a step fails; says what to do
     */
    public Report create(String name, Predicate<OperationPlan> confirmation) {
        if (migrate == null) {
            throw MigrationException.usage(
                    "Nothing says how green is to be migrated", "give the service's runner with .migrate(…)");
        }
        BlueGreenStages stages = stages(name);
        OperationRun run = stages.run();
        List<String> consequences = new ArrayList<>();
        consequences.add(stages.green() + " costs as much as " + blue.id() + " while it is there");
        if (writes instanceof WritePolicy.Frozen) {
            consequences.add("nobody can write from now until the switch");
        }
        Stage create = stages.create(migrate, verify);
        return run.carryOut(run.plan("create", List.of(create), consequences, calls(name)), confirmation, create);
    }

    /**
     * Points the service to green, and watches the alarms.
     *
     * @param confirmation shown what will be missing from green; false refuses, and nothing is done
     * @throws MigrationException when green isn't ready, somebody else has changed the pointer, it is not confirmed, or an
     *     alarm sounds: then the service is on green, and the words to fail back are in the message
     */
    public Report switchOver(String name, Predicate<OperationPlan> confirmation) {
        BlueGreenStages stages = stages(name);
        OperationRun run = stages.run();
        Stage create = created(stages);
        refuseDecommissioned(stages);
        Stage change = stages.change(alarms);
        OperationPlan plan = run.plan("switch", List.of(change), List.of(loss(run)), calls(name));
        return run.carryOut(plan, confirmation, create, change);
    }

    /**
     * Points the service to blue again; green stays for a look.
     *
     * @param confirmation shown since when writes will be missing; false refuses, and nothing is done
     */
    public Report failback(String name, Predicate<OperationPlan> confirmation) {
        BlueGreenStages stages = stages(name);
        OperationRun run = stages.run();
        Stage create = created(stages);
        refuseDecommissioned(stages);
        Stage change = stages.change(alarms);
        if (!run.isKnown(change)) {
            throw MigrationException.refused(
                    "The failback of " + name, "the service was not switched to green", "see where it is");
        }
        String since = run.notes().all().getOrDefault(PointerSteps.SWITCHED_AT, "the switch");
        String consequence = "everything written since " + since + " is on green alone, and will be missing from blue";
        OperationPlan plan = run.plan("failback", List.of(change), List.of(consequence), calls(name));
        return run.takeBack(RevertTo.version(create.id().toString()), plan, confirmation, create, change);
    }

    /**
     * Deletes the one of the two on which the service is not, with a last snapshot: blue after the switch, green without
     * one or after a failback.
     *
     * @param confirmation shown what is deleted; false refuses, and nothing is done
     * @throws MigrationException also when blue has to be kept for longer
     */
    public Report decommission(String name, Predicate<OperationPlan> confirmation) {
        BlueGreenStages stages = stages(name);
        OperationRun run = stages.run();
        boolean isSwitched = run.isThere(stages.change(alarms));
        if (isSwitched) {
            requireKept(run);
        }
        String victim = isSwitched ? blue.id() : stages.green();
        Stage last = stages.decommission(isSwitched);
        String consequence = victim + " is deleted; the snapshot " + RdsNames.last(victim) + " stays";
        OperationPlan plan = run.plan("decommission", List.of(last), List.of(consequence), calls(name));
        return run.carryOut(plan, confirmation, last);
    }

    /** Every call that it may make, for an {@link IamPolicy}. */
    public List<RemoteCall> calls(String name) {
        String green = RdsNames.copy(blue.id(), "green", name);
        List<RemoteCall> calls = new ArrayList<>(blue.calls().copying(blue.id(), green));
        if (blue.calls().type().equals("instance")) {
            calls.addAll(blue.calls().snapshots(blue.id()).permissions(false));
        }
        calls.addAll(blue.calls().deleting(blue.id()));
        calls.addAll(blue.calls().deleting(green));
        calls.addAll(pointer.calls());
        if (alarms != null) {
            calls.addAll(alarms.calls());
        }
        listeners.forEach(listener -> calls.addAll(listener.calls()));
        return calls;
    }

    private String loss(OperationRun run) {
        if (!(writes instanceof WritePolicy.Lost)) {
            return "writing is frozen until the service is on green";
        }
        Instant copied = Instant.parse(note(run, BlueGreenStages.COPIED_AT));
        return "everything written since " + copied + " ("
                + Duration.between(copied, blue.clock().instant())
                + ") is on blue alone, and will be missing from green";
    }

    private void requireKept(OperationRun run) {
        Instant end = Instant.parse(note(run, PointerSteps.SWITCHED_AT)).plus(keep);
        if (blue.clock().instant().isBefore(end)) {
            throw MigrationException.refused(
                    "The decommissioning of " + blue.id(),
                    "it is kept for " + keep + " after the switch, until " + end,
                    "wait, or set keepBlue(…) shorter");
        }
    }

    private Stage created(BlueGreenStages stages) {
        Stage create = stages.create(endpoint -> {}, verify);
        if (!stages.run().isApplied(create)) {
            throw MigrationException.refused(
                    "The switch to " + stages.green(), "green isn't ready", "create it first, or run create again");
        }
        return create;
    }

    private void refuseDecommissioned(BlueGreenStages stages) {
        if (stages.run().isThere(stages.decommission(true))) {
            throw MigrationException.refused(
                    "The switch between " + blue.id() + " and " + stages.green(),
                    "one of them was decommissioned",
                    "restore its last snapshot, " + RdsNames.PREFIX + "…-last");
        }
    }

    private static String note(OperationRun run, String name) {
        try {
            return run.notes().get(name);
        } catch (StepException e) {
            throw MigrationException.usage(String.valueOf(e.getMessage()), e.next());
        }
    }

    private BlueGreenStages stages(String name) {
        return new BlueGreenStages(
                blue, pointer, writes, name, new OperationRun(journal, "blue-green", blue.id(), name, listeners));
    }

    private BlueGreen with(Consumer<BlueGreen> change) {
        BlueGreen copy = new BlueGreen(blue, journal, pointer, writes);
        copy.migrate = migrate;
        copy.verify = verify;
        copy.alarms = alarms;
        copy.keep = keep;
        copy.listeners = listeners;
        change.accept(copy);
        return copy;
    }
}
