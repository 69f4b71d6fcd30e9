package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of lines in memory, with a history, a lock and a fence of its own for each service.
 *
 * <p>Thread-safe. What a transaction writes is seen by others when it commits, together with its history entry.
 */
public final class InMemoryTarget implements Rehearsable<InMemorySession> {
    private static final String NO_FINGERPRINT = "";

    private final Map<String, Ledger> ledgers = new HashMap<>();
    private List<String> lines = new ArrayList<>();
    private Runnable beforeLock = () -> {};
    private int reads;
    private boolean isOpaque;
    private int locks;

    /** What the store keeps of one service. */
    private static final class Ledger {
        private List<Entry> entries = new ArrayList<>();
        private History.Head head = new History.Head(0, Entry.GENESIS);
        private String fingerprint = NO_FINGERPRINT;
        private long epoch;
        private @Nullable String holder;
    }

    @Override
    public TargetConnection<InMemorySession> connect(Service service) {
        return new Connection(service.name());
    }

    @Override
    public Step<InMemorySession> scripted(String origin, String script) {
        return Step.transactional(origin, session -> {}, session -> {
            for (String statement : script.split(";\n", -1)) {
                session.run(statement);
            }
        });
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public synchronized Schema inspect() {
        return schema(lines);
    }

    @Override
    public Schema inspect(InMemorySession session) {
        return schema(session.lines());
    }

    @Override
    public Target<InMemorySession> traced(Consumer<StatementTrace> traces) {
        return new TracedInMemory(this, traces);
    }

    @Override
    public ScratchStore<InMemorySession> scratch() {
        InMemoryTarget scratch = new InMemoryTarget();
        return new ScratchStore<>() {
            @Override
            public Inspectable<InMemorySession> target() {
                return scratch;
            }

            @Override
            public List<String> copySchema() {
                scratch.lines = new ArrayList<>(lines());
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void rolledBack(Duration statement, Action<InMemorySession> action) throws Exception {
        action.run(new InMemorySession(new ArrayList<>(lines()), executed -> {}));
    }

    private static Schema schema(List<String> lines) {
        return new Schema(
                "memory",
                "",
                lines.stream()
                        .map(line -> new SchemaObject("line", line, null, ""))
                        .toList());
    }

    /** What the store holds now. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public synchronized List<Entry> entries(String service) {
        return List.copyOf(ledger(service).entries);
    }

    /** How often a history was read. */
    public synchronized int reads() {
        return reads;
    }

    /** How often a lock was taken. */
    public synchronized int locks() {
        return locks;
    }

    /** Has something done by somebody else just before the next try to take the lock. */
    public synchronized void beforeNextLock(Runnable what) {
        beforeLock = what;
    }

    /** Holds a service's run lock, as an instance does that is at work; running the result gives it back. */
    public synchronized Runnable hold(String service) {
        ledger(service).holder = "another run";
        return () -> {
            synchronized (this) {
                ledger(service).holder = null;
            }
        };
    }

    /** Makes it a store that can't be looked at without the lock. */
    public synchronized void makeOpaque() {
        isOpaque = true;
    }

    /** Edits the history, as nobody should. */
    public synchronized void tamper(String service, List<Entry> entries) {
        ledger(service).entries = new ArrayList<>(entries);
    }

    private Ledger ledger(String service) {
        return ledgers.computeIfAbsent(service, name -> new Ledger());
    }

    private final class Connection implements TargetConnection<InMemorySession> {
        private final String service;

        Connection(String service) {
            this.service = service;
        }

        @Override
        public History history(String fingerprint) {
            synchronized (InMemoryTarget.this) {
                reads++;
                Ledger ledger = ledger(service);
                return ledger.fingerprint.equals(fingerprint)
                        ? History.current()
                        : History.of(ledger.entries, ledger.head);
            }
        }

        @Override
        public boolean look(Action<InMemorySession> look) throws Exception {
            synchronized (InMemoryTarget.this) {
                if (isOpaque) {
                    return false;
                }
            }
            look.run(new InMemorySession(new ArrayList<>(lines()), statement -> {
                throw new IllegalStateException("a look changes nothing");
            }));
            return true;
        }

        @Override
        public Optional<Journal<InMemorySession>> tryLock(String runId, StatementListener statements) {
            Runnable first;
            synchronized (InMemoryTarget.this) {
                first = beforeLock;
                beforeLock = () -> {};
            }
            first.run();
            synchronized (InMemoryTarget.this) {
                Ledger ledger = ledger(service);
                if (ledger.holder != null) {
                    return Optional.empty();
                }
                locks++;
                ledger.holder = runId;
                ledger.epoch++;
                return Optional.of(new InMemoryJournal(ledger, ledger.epoch, runId, statements));
            }
        }

        @Override
        public void close() {}
    }

    private final class InMemoryJournal implements Journal<InMemorySession> {
        private final Ledger ledger;
        private final long epoch;
        private final String runId;
        private final StatementListener statements;

        InMemoryJournal(Ledger ledger, long epoch, String runId, StatementListener statements) {
            this.ledger = ledger;
            this.epoch = epoch;
            this.runId = runId;
            this.statements = statements;
        }

        @Override
        public void commit(List<Work<InMemorySession>> work) throws Exception {
            synchronized (InMemoryTarget.this) {
                fence();
                List<String> changed = new ArrayList<>(lines);
                List<Entry> appended = new ArrayList<>(ledger.entries);
                History.Head head = ledger.head;
                for (Work<InMemorySession> one : work) {
                    Instant startedAt = Instant.now();
                    List<String> executed = new ArrayList<>();
                    Action<InMemorySession> change = one.change();
                    if (change != null) {
                        change.run(new InMemorySession(changed, statement -> executed(statement, executed)));
                    }
                    Entry entry = Entry.sealed(
                            head.length() + 1,
                            one.entry(),
                            epoch,
                            runId,
                            startedAt,
                            Instant.now(),
                            executed.isEmpty() ? "" : Entry.sha256(String.join(";", executed)),
                            head.hash());
                    appended.add(entry);
                    head = new History.Head(entry.position(), entry.hash());
                }
                lines = changed;
                ledger.entries = appended;
                ledger.head = head;
                ledger.fingerprint = NO_FINGERPRINT;
            }
        }

        @Override
        public void online(Action<InMemorySession> action) throws Exception {
            synchronized (InMemoryTarget.this) {
                fence();
                action.run(new InMemorySession(lines, statement -> statements.executed(statement, Duration.ZERO)));
            }
        }

        @Override
        public void release(@Nullable String fingerprint) {
            synchronized (InMemoryTarget.this) {
                if (runId.equals(ledger.holder)) {
                    ledger.holder = null;
                    ledger.fingerprint = fingerprint == null ? NO_FINGERPRINT : fingerprint;
                }
            }
        }

        private void executed(String statement, List<String> executed) {
            executed.add(statement);
            statements.executed(statement, Duration.ZERO);
        }

        private void fence() throws StepException {
            if (ledger.epoch != epoch || !runId.equals(ledger.holder)) {
                throw new StepException("this run has lost the run lock", "run again");
            }
        }
    }
}
