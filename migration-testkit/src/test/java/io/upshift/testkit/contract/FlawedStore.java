package io.upshift.testkit.contract;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.History;
import io.upshift.Journal;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store of texts in memory that does one thing wrong, or none. Its sessions are lists to add texts to. */
final class FlawedStore implements Target<List<String>> {
    private final @Nullable Flaw flaw;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private List<String> texts = new ArrayList<>();

    private static final class Ledger {
        private List<Entry> entries = new ArrayList<>();
        private String fingerprint = "";
        private long epoch;
        private volatile @Nullable String holder;
    }

    FlawedStore(@Nullable Flaw flaw) {
        this.flaw = flaw;
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized void loseLocks() {
        ledgers.values().forEach(ledger -> ledger.holder = null);
    }

    @Override
    public TargetConnection<List<String>> connect(Service service) {
        Ledger own = ledger(service.name());
        Ledger locked = has(Flaw.ONE_LOCK_FOR_ALL_SERVICES) ? ledger("") : own;
        Ledger recorded = has(Flaw.ONE_HISTORY_FOR_ALL_SERVICES) ? ledger("") : own;
        return new Connection(locked, recorded);
    }

    @Override
    public Step<List<String>> scripted(String origin, String script) {
        return Step.transactional(origin, session -> {}, session -> {});
    }

    @Override
    public String describe() {
        return "memory" + (has(Flaw.PASSWORD_IN_ITS_NAME) ? "?password=secret" : "");
    }

    private boolean has(Flaw which) {
        return flaw == which;
    }

    private Ledger ledger(String service) {
        return ledgers.computeIfAbsent(service, name -> new Ledger());
    }

    private History history(Ledger ledger) {
        List<Entry> entries = new ArrayList<>(ledger.entries);
        String last = entries.isEmpty()
                ? Entry.GENESIS
                : entries.get(entries.size() - 1).hash();
        History.Head head = new History.Head(entries.size(), last);
        if (has(Flaw.NEWEST_ENTRY_FIRST)) {
            Collections.reverse(entries);
        }
        return History.of(entries, head);
    }

    private final class Connection implements TargetConnection<List<String>> {
        private final Ledger locked;
        private final Ledger recorded;

        Connection(Ledger locked, Ledger recorded) {
            this.locked = locked;
            this.recorded = recorded;
        }

        @Override
        public History history(String fingerprint) {
            synchronized (FlawedStore.this) {
                return recorded.fingerprint.equals(fingerprint)
                        ? History.current()
                        : FlawedStore.this.history(recorded);
            }
        }

        @Override
        public Optional<Journal<List<String>>> tryLock(String runId, StatementListener statements) {
            if (has(Flaw.LOCK_LOOKED_AT_BEFORE_IT_IS_TAKEN)) {
                boolean free = locked.holder == null;
                pause();
                return free ? Optional.of(take(runId)) : Optional.empty();
            }
            synchronized (FlawedStore.this) {
                boolean free = locked.holder == null || has(Flaw.LOCK_FOR_EVERYBODY);
                return free ? Optional.of(take(runId)) : Optional.empty();
            }
        }

        private Journal<List<String>> take(String runId) {
            synchronized (FlawedStore.this) {
                locked.holder = runId;
                if (!has(Flaw.EPOCH_STANDS_STILL)) {
                    locked.epoch++;
                }
                return new Held(this, runId, locked.epoch);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {}
    }

    private final class Held implements Journal<List<String>> {
        private final Ledger locked;
        private final Ledger recorded;
        private final String runId;
        private final long epoch;

        Held(Connection connection, String runId, long epoch) {
            this.locked = connection.locked;
            this.recorded = connection.recorded;
            this.runId = runId;
            this.epoch = epoch;
        }

        @Override
        public void commit(List<Work<List<String>>> work) throws Exception {
            synchronized (FlawedStore.this) {
                fence();
                List<String> changed =
                        has(Flaw.NO_ROLLBACK) || has(Flaw.CHANGE_BEFORE_ENTRY) ? texts : new ArrayList<>(texts);
                List<Entry> appended = new ArrayList<>(recorded.entries);
                for (Work<List<String>> one : work) {
                    append(one, changed, appended);
                }
                fence();
                texts = has(Flaw.CHANGE_FORGOTTEN) ? texts : changed;
                recorded.entries = has(Flaw.ENTRY_FORGOTTEN) ? recorded.entries : appended;
                if (!has(Flaw.FINGERPRINT_THAT_OUTLIVES_ENTRIES)) {
                    recorded.fingerprint = "";
                }
            }
        }

        private void append(Work<List<String>> work, List<String> changed, List<Entry> appended) throws Exception {
            Instant startedAt = Instant.now();
            Action<List<String>> change = work.change();
            if (change != null) {
                change.run(changed);
            }
            Entry.Draft draft = work.entry();
            if (has(Flaw.TEXT_IN_ASCII)) {
                draft = ascii(draft);
            }
            String previous = appended.isEmpty() || has(Flaw.CHAIN_BEGINS_ANEW)
                    ? Entry.GENESIS
                    : appended.get(appended.size() - 1).hash();
            appended.add(
                    Entry.sealed(appended.size() + 1L, draft, epoch, runId, startedAt, Instant.now(), "", previous));
        }

        private void fence() throws StepException {
            boolean lost = locked.epoch != epoch || !runId.equals(locked.holder);
            if (lost && !has(Flaw.NO_FENCE)) {
                throw new StepException("this run has lost the run lock", "run again");
            }
        }

        @Override
        public void online(Action<List<String>> action) throws Exception {
            synchronized (FlawedStore.this) {
                fence();
                action.run(texts);
            }
        }

        @Override
        public void release(@Nullable String fingerprint) {
            synchronized (FlawedStore.this) {
                boolean isMine = runId.equals(locked.holder);
                boolean isExpired = !isMine && locked.holder != null;
                boolean frees =
                        isMine || has(Flaw.RELEASED_WHOEVER_HOLDS_IT) || (isExpired && has(Flaw.RELEASED_AFTER_EXPIRY));
                if (frees && !has(Flaw.LOCK_NEVER_GIVEN_BACK)) {
                    locked.holder = null;
                }
                if (fingerprint != null
                        && !has(Flaw.FINGERPRINT_NEVER_KEPT)
                        && (isMine || has(Flaw.FINGERPRINT_WITHOUT_THE_LOCK))) {
                    recorded.fingerprint = fingerprint;
                }
            }
        }
    }

    private static Entry.Draft ascii(Entry.Draft draft) {
        String down = String.valueOf(draft.down()).replaceAll("[^\\x00-\\x7f]", "?");
        return new Entry.Draft(
                draft.service(),
                draft.id(),
                draft.description(),
                draft.kind(),
                draft.direction(),
                draft.phase(),
                draft.step(),
                draft.steps(),
                draft.state(),
                draft.checksum(),
                draft.breaking(),
                down,
                draft.serviceVersion(),
                draft.who(),
                draft.host(),
                draft.error());
    }
}
