package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.Step;
import io.upshift.StepException;
import java.util.Optional;

/**
 * Gives instances other names, and their old ones back.
 *
 * <p>An instance is known by its resource id, which a rename leaves. It restarts, and its new endpoint takes about ten
 * minutes to be known everywhere. Source: "Renaming a DB instance" in the Amazon RDS User Guide.
 */
final class Renaming {
    private final RdsDatabase database;
    private final DatabaseCalls calls;

    Renaming(RdsDatabase database) {
        this.database = database;
        this.calls = database.calls();
    }

    /** @param resourceId the note with the resource id of what is renamed */
    Step<Notes> step(String from, String to, String resourceId) {
        return Doing.step(
                "rename " + from + " to " + to,
                notes -> rename(from, to, notes.get(resourceId)),
                notes -> rename(to, from, notes.get(resourceId)));
    }

    /** Returns when it is available under the new name, and the old one is free. */
    private void rename(String from, String to, String resourceId) throws Exception {
        Optional<Facts> there = calls.find(to);
        if (there.isPresent() && !there.get().resourceId().equals(resourceId)) {
            throw new StepException(
                    "there is another " + calls.type() + " " + to + " ("
                            + there.get().resourceId() + ")",
                    "see who has made it, give it another name, and run again");
        }
        Optional<Facts> old =
                calls.find(from).filter(facts -> facts.resourceId().equals(resourceId));
        if (old.isPresent() && !old.get().status().equals("renaming")) {
            database.copying().await(from);
            calls.rename(from, to);
        }
        database.poller().until(calls.type() + " " + to, () -> renamed(from, to, resourceId), Copying::log);
    }

    private Poll<Facts> renamed(String from, String to, String resourceId) {
        Optional<Facts> old =
                calls.find(from).filter(facts -> facts.resourceId().equals(resourceId));
        return old.isPresent()
                ? Poll.waiting(from + " is " + old.get().status())
                : calls.find(to).map(Facts::poll).orElseGet(Poll::missing);
    }
}
