package io.upshift.dynamodb;

import io.upshift.History;
import io.upshift.Journal;
import io.upshift.MigrationException;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.StepException;
import io.upshift.TargetConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** One run's way to the tracking table, which it makes only to lock. */
final class DynamoDbConnection implements TargetConnection<DynamoDbSession> {
    private static final String HISTORY_BESIDE_A_REGISTRY = "_history";

    private final DynamoDbTarget target;
    private final Service service;
    private TrackingTable table;
    private @Nullable Registry registry;
    private @Nullable RunLock lock;

    DynamoDbConnection(DynamoDbTarget target, Service service) {
        this.target = target;
        this.service = service;
        String named = target.settings().table();
        this.table = table(named.isEmpty() ? TrackingTable.defaultName(service) : named);
    }

    @Override
    public History history(String fingerprint) {
        try {
            Fence fence = fence();
            if (fence.length() == 0 && registry != null) {
                return registry.history();
            }
            if (fingerprint.equals(fence.fingerprint())) {
                return History.current();
            }
            return History.of(table.entries(fence.length()), fence.head());
        } catch (SdkException e) {
            throw AwsErrors.run("The history in " + table.name() + " can't be read · " + target.describe(), e);
        }
    }

    @Override
    public boolean isCurrent(String fingerprint) {
        try {
            return fingerprint.equals(fence().fingerprint());
        } catch (SdkException e) {
            throw AwsErrors.run("The history in " + table.name() + " can't be read · " + target.describe(), e);
        }
    }

    @Override
    public Optional<Journal<DynamoDbSession>> tryLock(String runId, StatementListener statements) {
        try {
            RunLock ready = lock == null ? prepared() : lock;
            lock = ready;
            Optional<RunLock.Held> held = ready.tryTake(runId);
            return held.isEmpty() ? Optional.empty() : Optional.of(journal(held.get(), statements));
        } catch (SdkException e) {
            throw AwsErrors.run("The run lock of " + service.name() + " in " + table.name() + " can't be taken", e);
        }
    }

    /** The client is the caller's. */
    @Override
    public void close() {}

    /** Where the history lies, whatever lay there before. */
    TrackingTable trackingTable() {
        fence();
        return table;
    }

    private DynamoDbJournal journal(RunLock.Held held, StatementListener statements) {
        HistoryWriter writer = new HistoryWriter(table, held.lease(), held.fence());
        DynamoDbJournal journal = new DynamoDbJournal(target, writer, held.lease(), statements);
        if (registry != null && held.fence().length() == 0) {
            try {
                writer.append(registry.history().entries(), List.of());
            } catch (Exception e) {
                held.lease().release();
                throw MigrationException.failed(
                        "The registry " + registry.name() + " could not be taken over", "run again", e);
            }
        }
        return journal;
    }

    private RunLock prepared() {
        fence(); // finds out which table it is
        try {
            new TrackingTableSetup(target, table).make();
        } catch (StepException e) {
            throw MigrationException.failed("The tracking table " + table.name() + " is not ready", e.next(), e);
        }
        return new RunLock(table, target.settings().lease(), target.nanoTime());
    }

    /** {@link Fence#NONE} while there is no table, or no run has reached it yet. */
    private Fence fence() {
        try {
            return table.fence();
        } catch (SdkException e) {
            if (AwsErrors.isMissing(e)) {
                return Fence.NONE;
            }
            if (!AwsErrors.isInvalid(e) || registry != null) {
                throw e;
            }
            registry = Registry.in(table); // the key doesn't fit: another tool's table, or nobody's
            table = table(table.name() + HISTORY_BESIDE_A_REGISTRY);
            return fence();
        }
    }

    private TrackingTable table(String name) {
        return new TrackingTable(target.client(), name, service);
    }
}
