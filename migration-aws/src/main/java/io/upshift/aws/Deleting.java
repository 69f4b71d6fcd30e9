package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.StepException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes a database that an operation has to do with, and that is the one it knows. */
final class Deleting {
    private final RdsDatabase database;
    private final DatabaseCalls calls;

    Deleting(RdsDatabase database) {
        this.database = database;
        this.calls = database.calls();
    }

    /**
     * Returns when it is gone; an earlier try's deletion is waited for.
     *
     * @param resourceId of the one that is meant: another one that has its name by now stays
     * @param lastSnapshot null to take none
     */
    void delete(String id, String resourceId, @Nullable String lastSnapshot) throws Exception {
        Optional<Facts> there = calls.find(id);
        if (there.isEmpty()) {
            return;
        }
        if (!there.get().resourceId().equals(resourceId)) {
            throw new StepException(
                    "the " + calls.type() + " " + id + " is another one by now ("
                            + there.get().resourceId() + ")",
                    "see who has made it; nothing was deleted");
        }
        if (!there.get().status().equals("deleting")) {
            if (there.get().isProtected()) {
                database.copying().await(id);
                calls.unprotect(id);
                database.copying().await(id);
            }
            calls.delete(id, lastSnapshot);
        }
        database.poller().until(calls.type() + " " + id, () -> gone(id), Copying::log);
    }

    private Poll<Boolean> gone(String id) {
        return calls.find(id)
                .<Poll<Boolean>>map(facts -> Poll.waiting(id + " is " + facts.status()))
                .orElseGet(() -> Poll.done(true));
    }
}
