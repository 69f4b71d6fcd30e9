package io.upshift.aws;

import io.upshift.History;
import io.upshift.Journal;
import io.upshift.MigrationException;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.util.Optional;

/**
 * An operation over AWS resources as a store to be migrated: its history is a page of an {@link OperationJournal}, and its
 * session the steps' notes.
 *
 * <p>So the engine of core carries operations out, resumes them and takes them back. There is no run lock that a killed
 * process could leave behind: each entry is written on condition that nobody else has written one.
 */
final class OperationTarget implements Target<Notes> {
    private final OperationJournal journal;
    private final String operation;

    OperationTarget(OperationJournal journal, String operation) {
        this.journal = journal;
        this.operation = operation;
    }

    @Override
    public TargetConnection<Notes> connect(Service service) {
        return new Connection(service.name());
    }

    @Override
    public Step<Notes> scripted(String origin, String script) {
        throw MigrationException.usage(
                origin + " is no step of an AWS operation", "use the version of the library that began it");
    }

    @Override
    public String describe() {
        return operation + " in " + journal.describe();
    }

    /** The client or folder of the journal is the caller's, so there is nothing to close. */
    private final class Connection implements TargetConnection<Notes> {
        private final String service;

        Connection(String service) {
            this.service = service;
        }

        @Override
        public History history(String fingerprint) {
            return page().document().history();
        }

        @Override
        public Optional<Journal<Notes>> tryLock(String runId, StatementListener statements) {
            return Optional.of(new OperationEntries(journal, operation, page(), runId));
        }

        @Override
        public void close() {}

        private OperationEntries.Read page() {
            return journal.read(operation)
                    .map(page -> new OperationEntries.Read(OperationJson.read(service, page.text()), page.version()))
                    .orElse(OperationEntries.Read.NOTHING);
        }
    }
}
