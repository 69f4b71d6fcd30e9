package io.upshift.dynamodb;

import io.upshift.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Steps that change tables, for an {@link io.upshift.OnlineMigration}.
 *
 * <p>Each waits until the table can be changed, asks the service once, and waits until the table is as it should be,
 * showing what it waits for. What is so already is left alone, so a run that was cut off is repaired by running again.
 * Tables with replicas in other Regions are refused unless {@code upshift.dynamodb.allow-replicas} is set.
 *
 * <p>A call that changes a table can't be conditional on the run lock. The lock is looked at in the store right before
 * each; one that was already on its way when another run took over still takes effect, and the other run finds it.
 */
public final class Tables {
    private Tables() {}

    /**
     * Makes a table. One of this name that is there already has to have the declared key, indexes, billing mode and
     * stream.
     *
     * <p>Taken back, it is deleted if it has no items.
     */
    public static Step<DynamoDbSession> create(TableDefinition table) {
        return create(table, null);
    }

    /** The same; taken back, it is deleted with its items. */
    public static Step<DynamoDbSession> create(TableDefinition table, @Nullable Deletion whenTakenBack) {
        table.request(); // an incomplete one is found where it was written
        return Step.online(
                "create table " + table.name(),
                new TableCreation(table),
                new TableDeletion(table.name(), whenTakenBack));
    }

    /** Deletes a table with its items; can't be taken back. A table that is gone already is done. */
    public static Step<DynamoDbSession> delete(String table, Deletion confirmation) {
        return Step.online("delete table " + table, new TableDeletion(table, confirmation), null);
    }

    /**
     * Adds a global secondary index and waits for its backfill. Other changes of the table's indexes are awaited first,
     * since the service takes one at a time.
     *
     * <p>Refused when items have a key attribute in another type, because they would be missing from the index; a table
     * beyond 256 MB isn't looked through, and says so.
     */
    public static Step<DynamoDbSession> addIndex(String table, SecondaryIndex index) {
        return change(
                "add index " + index.name() + " to " + table,
                new IndexAddition(table, index),
                new IndexRemoval(table, index.name()));
    }

    /**
     * Removes a global secondary index.
     *
     * @param index as it is, so that it can be added again
     */
    public static Step<DynamoDbSession> removeIndex(String table, SecondaryIndex index) {
        return change(
                "remove index " + index.name() + " from " + table,
                new IndexRemoval(table, index.name()),
                new IndexAddition(table, index));
    }

    /**
     * Changes the billing mode, the units, or both. An autoscaling policy, which this doesn't look at, may move the units
     * again.
     *
     * @param from what it is taken back to
     */
    public static Step<DynamoDbSession> capacity(String table, Capacity from, Capacity to) {
        return change(
                "capacity of " + table + " to " + to, new TableCapacity(table, to), new TableCapacity(table, from));
    }

    /**
     * Puts steps between two more, of which one raises a table's capacity and the other puts back what was there.
     *
     * <p>What to put back is kept in the tracking table before anything is raised. When the run ends in between, the
     * capacity stays raised until the migration is run to its end or reverted.
     */
    public static List<Step<DynamoDbSession>> withCapacity(
            String table, Capacity capacity, List<Step<DynamoDbSession>> steps) {
        RaisedCapacity raised = new RaisedCapacity(table, capacity);
        List<Step<DynamoDbSession>> all = new ArrayList<>();
        all.add(Step.online("raise the capacity of " + table + " to " + capacity, raised, raised.putBack()));
        all.addAll(steps);
        all.add(Step.online("put back the capacity of " + table, raised.putBack(), raised));
        return List.copyOf(all);
    }

    /** Switches a stream on; one with another view is refused. */
    public static Step<DynamoDbSession> stream(String table, StreamViewType view) {
        return change("stream of " + table + " on", new TableStream(table, view), new TableStream(table, null));
    }

    /**
     * Switches a stream off, which ends it for its readers.
     *
     * @param view as it is; taken back, a new stream has it
     */
    public static Step<DynamoDbSession> streamOff(String table, StreamViewType view) {
        return change("stream of " + table + " off", new TableStream(table, null), new TableStream(table, view));
    }

    /** Has items expire at the epoch second in an attribute; the service allows one change an hour, which is awaited. */
    public static Step<DynamoDbSession> timeToLive(String table, String attribute) {
        return change(
                "expiry of " + table + " by " + attribute,
                new TimeToLive(table, attribute, true),
                new TimeToLive(table, attribute, false));
    }

    /** Has items not expire any more. */
    public static Step<DynamoDbSession> timeToLiveOff(String table, String attribute) {
        return change(
                "expiry of " + table + " off",
                new TimeToLive(table, attribute, false),
                new TimeToLive(table, attribute, true));
    }

    /** Switches point-in-time recovery on. Taken back it is off, and what could have been restored until then is gone. */
    public static Step<DynamoDbSession> pointInTimeRecovery(String table) {
        return change(
                "point-in-time recovery of " + table + " on",
                new PointInTimeRecovery(table, true),
                new PointInTimeRecovery(table, false));
    }

    /** Switches point-in-time recovery off; what could have been restored until then is gone. */
    public static Step<DynamoDbSession> pointInTimeRecoveryOff(String table) {
        return change(
                "point-in-time recovery of " + table + " off",
                new PointInTimeRecovery(table, false),
                new PointInTimeRecovery(table, true));
    }

    /** Protects a table against deletion, or doesn't any more. */
    public static Step<DynamoDbSession> deletionProtection(String table, boolean on) {
        return change(
                "deletion protection of " + table + (on ? " on" : " off"),
                new Protection(table, on),
                new Protection(table, !on));
    }

    private static Step<DynamoDbSession> change(String name, TableChange up, TableChange down) {
        return Step.online(name, new AwaitedChange(up), new AwaitedChange(down));
    }
}
