package io.upshift.aws;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.Journal;
import io.upshift.State;
import io.upshift.StepException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends the entries of one run to an operation's page, with what its steps have noted. */
final class OperationEntries implements Journal<Notes> {
    private final OperationJournal journal;
    private final String operation;
    private final String runId;
    private final Notes notes;
    private Read page;

    /**
     * A page as it was read.
     *
     * @param version null when there was none
     */
    record Read(OperationDocument document, @Nullable String version) {
        static final Read NOTHING = new Read(OperationDocument.EMPTY, null);
    }

    OperationEntries(OperationJournal journal, String operation, Read page, String runId) {
        this.journal = journal;
        this.operation = operation;
        this.runId = runId;
        this.page = page;
        this.notes = new Notes(page.document().notes());
    }

    @Override
    public void commit(List<Work<Notes>> work) throws Exception {
        List<Entry> entries = new ArrayList<>();
        OperationDocument document = page.document();
        String previous = document.lastHash();
        for (Work<Notes> one : work) {
            Instant started = now();
            if (one.change() != null) {
                one.change().run(notes);
            }
            long position = document.entries().size() + entries.size() + 1L;
            Entry entry = Entry.sealed(position, open(one.entry()), 0, runId, started, now(), "", previous);
            entries.add(entry);
            previous = entry.hash();
        }
        append(document.and(entries, notes.all()));
    }

    @Override
    public void online(Action<Notes> action) throws Exception {
        action.run(notes);
    }

    @Override
    public void release(@Nullable String fingerprint) {}

    /**
     * A step that failed may have happened all the same, as when the wait for a rename was over too soon; as an intent it
     * is looked at again by the next run, and taken back by a revert.
     */
    private static Entry.Draft open(Entry.Draft draft) {
        return draft.state() == State.FAILED
                ? draft.of(draft.kind(), draft.direction(), draft.step(), draft.steps(), State.RUNNING, draft.error())
                : draft;
    }

    private void append(OperationDocument document) throws StepException {
        Optional<String> version = journal.write(operation, OperationJson.write(document), page.version());
        if (version.isEmpty()) {
            throw new StepException(
                    "another process has written to the journal of " + operation + " meanwhile",
                    "let it finish, and run again");
        }
        page = new Read(document, version.get());
    }

    /** To the microsecond, which is what an entry promises. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
