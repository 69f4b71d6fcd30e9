package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.Receipt;
import io.upshift.Step;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a blue/green deployment, in the three stages that are begun one by one. */
final class BlueGreenStages {
    static final String COPIED_AT = "copied.at";
    private static final String SNAPSHOT = "snapshot";
    private static final String BLUE = "blue.resource-id";
    private static final String BLUE_HOST = "blue.host";
    private static final String GREEN = "green.resource-id";
    private static final String GREEN_HOST = "green.host";
    /** A snapshot of an earlier try of the same deployment serves, however long ago that was. */
    private static final Duration ANY_AGE = Duration.ofDays(3650);

    private final RdsDatabase database;
    private final SsmPointer pointer;
    private final PointerSteps switching;
    private final WritePolicy writes;
    private final String green;
    private final OperationRun run;

    BlueGreenStages(RdsDatabase database, SsmPointer pointer, WritePolicy writes, String name, OperationRun run) {
        this.database = database;
        this.pointer = pointer;
        this.switching = new PointerSteps(pointer, database.clock());
        this.writes = writes;
        this.green = RdsNames.copy(database.id(), "green", name);
        this.run = run;
    }

    String green() {
        return green;
    }

    OperationRun run() {
        return run;
    }

    Stage create(DatabaseWork migrate, @Nullable DatabaseWork verify) {
        List<Step<Notes>> steps = new ArrayList<>();
        steps.add(Doing.step("look at " + database.what(), this::look));
        if (writes instanceof WritePolicy.Frozen frozen) {
            steps.add(Doing.step(
                    "freeze writing to blue", notes -> frozen.freeze().freeze(blue())));
        } else if (writes instanceof WritePolicy.Replicated replicated) {
            steps.add(Doing.step(
                    "prepare the replication", notes -> replicated.replication().prepare(blue())));
        }
        boolean isClone = database.calls().type().equals("cluster");
        steps.add(Doing.step(isClone ? "note the time of the clone" : "take a snapshot of blue", this::copied));
        steps.add(Doing.step((isClone ? "clone blue as " : "restore it as ") + green, this::bring));
        steps.add(Doing.step("compare the settings", notes -> database.copying().requireSame(green)));
        steps.add(Doing.step("migrate green", notes -> migrate.on(endpoint())));
        if (verify != null) {
            steps.add(Doing.step("verify green", notes -> verify.on(endpoint())));
        }
        if (writes instanceof WritePolicy.Replicated replicated) {
            steps.add(Doing.step(
                    "start the replication", notes -> replicated.replication().start(blue(), endpoint())));
        }
        return Stage.of(1, "create", "create " + green, steps);
    }

    Stage change(@Nullable AlarmWatch alarms) {
        List<Step<Notes>> steps = new ArrayList<>();
        steps.add(Doing.step("look at blue, green and the pointer", notes -> {
            database.copying().await(green);
            database.copying().requireSame(green);
            switching.look(notes, notes.get(BLUE_HOST));
            if (alarms != null) {
                alarms.requireQuiet();
            }
        }));
        writesBeforeSwitch(steps);
        steps.add(switching.move("point " + pointer.name() + " to " + green, BLUE_HOST, GREEN_HOST));
        if (alarms != null) {
            steps.add(Doing.step(
                    "watch the alarms",
                    notes -> alarms.await(
                            Instant.parse(notes.get(PointerSteps.SWITCHED_AT)),
                            database,
                            "fail back with: " + command("failback")
                                    + "; or go on watching by running the switch again")));
        }
        return Stage.of(2, "switch", "switch to " + green, steps);
    }

    /** @param ofBlue otherwise of green */
    Stage decommission(boolean ofBlue) {
        String victim = ofBlue ? database.id() : green;
        List<Step<Notes>> steps = new ArrayList<>();
        steps.add(Doing.step("see that the service isn't on " + victim, notes -> {
            if (pointer.read().isAt(notes.get(ofBlue ? BLUE_HOST : GREEN_HOST))) {
                throw new StepException(
                        "the parameter " + pointer.name() + " points to " + victim,
                        "switch the service away from it first; nothing was deleted");
            }
        }));
        if (!ofBlue && writes instanceof WritePolicy.Frozen frozen) {
            steps.add(Doing.step("thaw blue", notes -> frozen.freeze().thaw(blue())));
        }
        steps.add(Doing.step(
                "delete " + victim,
                notes -> new Deleting(database)
                        .delete(victim, notes.get(ofBlue ? BLUE : GREEN), RdsNames.last(victim))));
        return Stage.of(3, "decommission", "decommission " + victim, steps);
    }

    private void writesBeforeSwitch(List<Step<Notes>> steps) {
        if (writes instanceof WritePolicy.Frozen frozen) {
            steps.add(Doing.step(
                    "see that blue is still frozen",
                    notes -> {
                        if (!frozen.freeze().isFrozen(blue())) {
                            throw new StepException(
                                    "blue isn't frozen any more: green may miss what was written",
                                    "decommission green, and create it again");
                        }
                    },
                    notes -> frozen.freeze().thaw(blue())));
        } else if (writes instanceof WritePolicy.Replicated replicated) {
            steps.add(Doing.step(
                    "freeze writing to blue, and wait for the replication",
                    notes -> catchUp(replicated),
                    notes -> replicated.freeze().thaw(blue())));
        }
    }

    /** First without a freeze, so that the freeze is short. */
    private void catchUp(WritePolicy.Replicated replicated) throws Exception {
        await(replicated.replication());
        replicated.freeze().freeze(blue());
        await(replicated.replication());
    }

    private void await(Replication replication) throws Exception {
        database.poller()
                .until(
                        "the replication to " + green,
                        () -> {
                            Optional<String> behind = replication.whyBehind(blue(), endpoint());
                            return behind.<Poll<Boolean>>map(Poll::waiting).orElseGet(() -> Poll.done(true));
                        },
                        Copying::log);
    }

    private void look(Notes notes) throws StepException {
        Facts now = database.existing();
        notes.put(BLUE, now.resourceId());
        notes.put(BLUE_HOST, now.host());
        pointer.require(now.host());
    }

    private void copied(Notes notes) throws Exception {
        if (database.calls().type().equals("cluster")) {
            notes.put(SNAPSHOT, "");
            notes.put(COPIED_AT, database.clock().instant().toString());
            return;
        }
        Receipt receipt = database.snapshot().reuseWithin(ANY_AGE).take(run.id());
        notes.put(SNAPSHOT, receipt.id());
        notes.put(COPIED_AT, receipt.takenAt().toString());
    }

    private void bring(Notes notes) throws Exception {
        Instant at = Instant.parse(notes.get(COPIED_AT));
        String snapshot = notes.get(SNAPSHOT);
        ChosenPoint point = snapshot.isEmpty() ? ChosenPoint.clone(at) : ChosenPoint.snapshot(snapshot, at);
        Facts made = database.copying().bring(point, green, run.marks());
        notes.put(GREEN, made.resourceId());
        notes.put(GREEN_HOST, made.host());
    }

    private String blue() {
        return database.existing().endpoint();
    }

    private String endpoint() {
        return database.existing(green).endpoint();
    }

    private String command(String verb) {
        return "aws blue-green " + verb + " --" + database.calls().type() + " " + database.id() + " --name "
                + run.name();
    }
}
