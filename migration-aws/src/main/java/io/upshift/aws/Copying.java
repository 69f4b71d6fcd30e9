package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Poll;
import io.upshift.Poller;
import io.upshift.StepException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a copy of a database up, with the settings of its source, or goes on with the one that an earlier try has begun.
 *
 * <p>The copy bears a tag that says of what it is one; something else under its name is left alone.
 */
final class Copying {
    private static final Logger log = LoggerFactory.getLogger(RdsDatabase.class);
    private static final String RESTORED_FROM = "upshift:restored-from";

    private final RdsDatabase database;
    private final DatabaseCalls calls;
    private final Poller poller;

    Copying(RdsDatabase database) {
        this.database = database;
        this.calls = database.calls();
        this.poller = database.poller();
    }

    /**
     * @param marks tags that say whose copy it is
     * @return the copy, available
     */
    Facts bring(ChosenPoint point, String copy, Map<String, String> marks) throws Exception {
        Facts source = database.existing();
        poller.inARow(1).until("a copy of " + database.what(), () -> begin(source, point, copy, marks), Copying::log);
        Facts made = await(copy);
        List<String> before = List.of();
        List<String> left = differences(copy);
        while (!left.isEmpty() && !left.equals(before)) {
            calls.complete(database.id(), copy, RdsDatabase.tags(source, marks));
            made = await(copy);
            before = left;
            left = differences(copy);
        }
        return made;
    }

    /** In which settings the copy still differs. */
    List<String> differences(String copy) {
        return calls.differences(database.id(), copy);
    }

    /** @throws StepException when it differs */
    void requireSame(String copy) throws StepException {
        List<String> differences = differences(copy);
        if (!differences.isEmpty()) {
            throw new StepException(
                    copy + " differs from " + database.id() + ": " + String.join("; ", differences),
                    "set it by hand, and run again: nothing was switched");
        }
    }

    Facts await(String id) throws Exception {
        return poller.until(calls.type() + " " + id, () -> calls.poll(id), Copying::log);
    }

    private Poll<String> begin(Facts source, ChosenPoint point, String copy, Map<String, String> marks)
            throws StepException {
        Optional<Facts> there = calls.find(copy);
        if (there.isPresent()) {
            return adopt(there.get(), point, marks);
        }
        new RdsQuota(database.rds(), calls.type().equals("cluster") ? "DBClusters" : "DBInstances").check();
        Map<String, String> tags = RdsDatabase.tags(source, marks);
        tags.put(RESTORED_FROM, point.tag());
        try {
            calls.restore(database.id(), point, copy, tags);
            return Poll.done(copy);
        } catch (RuntimeException e) {
            if (AwsErrors.isThrottled(e)) {
                return Poll.waiting("RDS asks for fewer calls");
            }
            throw e;
        }
    }

    private Poll<String> adopt(Facts there, ChosenPoint point, Map<String, String> marks) {
        boolean ours = there.has(RESTORED_FROM, point.tag())
                && marks.entrySet().stream().allMatch(mark -> there.has(mark.getKey(), mark.getValue()));
        if (!ours) {
            throw MigrationException.usage(
                    "There is " + (calls.type().equals("instance") ? "an " : "a ") + calls.type() + " " + there.id()
                            + " that this restore didn't make",
                    "choose another name for the new " + calls.type());
        }
        return Poll.done(there.id());
    }

    static void log(String state) {
        log.info("{}", state);
    }
}
