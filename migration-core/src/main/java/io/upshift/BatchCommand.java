package io.upshift;

import java.util.List;

/** Tells the workers of every instance what to do, through the store. */
final class BatchCommand<S> {
    private final Wiring<S> wiring;

    BatchCommand(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    void send(String idOrVersion, BatchStore.Command command) {
        BatchKey key = find(idOrVersion);
        BatchStore<S> store = wiring.target().batches();
        try (BatchConnection<S> connection = store.connect(wiring.service())) {
            connection.run(session -> store.command(session, key, command));
        } catch (BatchFailure e) {
            throw MigrationException.failed(
                    "The work in batches could not be told to " + Words.of(command),
                    key.id(),
                    wiring.target().describe(),
                    e.next(),
                    e);
        }
    }

    private BatchKey find(String idOrVersion) {
        List<Recorded> open;
        try (TargetConnection<S> connection = wiring.connect()) {
            open = connection.history(History.READ_ALL).migrations().stream()
                    .filter(recorded -> recorded.openBatches() >= 0)
                    .toList();
        }
        for (Recorded recorded : open) {
            if (recorded.id().toString().equals(idOrVersion)
                    || recorded.id().version().equals(idOrVersion)) {
                return new BatchKey(
                        wiring.service().name(),
                        recorded.id(),
                        recorded.openBatches(),
                        recorded.last().draft().direction());
            }
        }
        throw MigrationException.usage(
                "No work in batches is under way for " + idOrVersion,
                open.isEmpty()
                        ? "look at status: there is none at all"
                        : "use one of "
                                + String.join(
                                        ", ",
                                        open.stream()
                                                .map(recorded -> recorded.id().toString())
                                                .toList()));
    }
}
