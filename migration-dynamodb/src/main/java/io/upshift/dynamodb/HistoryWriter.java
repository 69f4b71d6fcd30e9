package io.upshift.dynamodb;

import io.upshift.Entry;
import io.upshift.StepException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Appends to the history, fenced by the epoch and by the end of the chain. Used by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems</a>, which takes 100 actions
 */
final class HistoryWriter {
    static final int MOST_ACTIONS = 100;
    private static final String REFUSED = "ConditionalCheckFailed";

    private final TrackingTable table;
    private final RunLease lease;
    private Fence fence;

    HistoryWriter(TrackingTable table, RunLease lease, Fence fence) {
        this.table = table;
        this.lease = lease;
        this.fence = fence;
    }

    Fence fence() {
        return fence;
    }

    TrackingTable table() {
        return table;
    }

    /**
     * Commits entries together with writes, or nothing.
     *
     * <p>Entries that are too many for one transaction are put down first, beyond the end of the chain where nobody reads
     * them; what commits is the move of the end.
     */
    void append(List<Entry> entries, List<TransactWriteItem> writes) throws StepException {
        if (entries.isEmpty()) {
            return;
        }
        lease.check();
        int room = MOST_ACTIONS - 1 - writes.size();
        if (room < 1) {
            throw new StepException(
                    "the migration writes " + writes.size() + " items, and one transaction takes 98 beside the entry",
                    "write fewer, or use a migration in batches");
        }
        int early = 0;
        while (entries.size() - early > room) {
            int end = Math.min(early + MOST_ACTIONS - 1, entries.size() - 1);
            transact(puts(entries.subList(early, end)), check());
            early = end;
        }
        Entry last = entries.get(entries.size() - 1);
        List<TransactWriteItem> all = new ArrayList<>(writes);
        all.addAll(puts(entries.subList(early, entries.size())));
        commit(all, last, writes.size());
        fence = fence.after(last);
    }

    /** Writes that have no entry of their own, as long as this run holds the epoch. */
    void fenced(List<TransactWriteItem> writes) throws StepException {
        lease.check();
        if (writes.size() >= MOST_ACTIONS) {
            throw new StepException(
                    writes.size() + " items are written together, and one transaction takes 99 beside its fence",
                    "write fewer at once");
        }
        transact(writes, check());
    }

    /**
     * For calls that can't be conditional.
     *
     * @param inTheStore whether to look there too, which costs a read
     */
    void check(boolean inTheStore) throws StepException {
        lease.check();
        if (inTheStore && !table.fence().isSameRun(fence)) {
            throw RunLease.lost();
        }
    }

    private void commit(List<TransactWriteItem> all, Entry last, int writes) throws StepException {
        TransactWriteItem move =
                TransactWriteItem.builder().update(fence.append(table, last)).build();
        List<TransactWriteItem> withMove = new ArrayList<>(all);
        withMove.add(move);
        try {
            table.write(token(last.hash()), withMove);
        } catch (TransactionCanceledException e) {
            if (!isCommitted(last)) {
                throw refused(e, writes);
            }
        } catch (SdkException e) {
            if (!Retries.isLostReply(e) || !isCommitted(last)) {
                throw e;
            }
        }
    }

    private void transact(List<TransactWriteItem> writes, TransactWriteItem check) throws StepException {
        List<TransactWriteItem> all = new ArrayList<>(writes);
        all.add(check);
        try {
            table.write(UUID.randomUUID().toString(), all);
        } catch (TransactionCanceledException e) {
            throw refused(e, writes.size());
        }
    }

    /** The end of the chain is hashed over everything before it: if it is this one, this was written. */
    private boolean isCommitted(Entry last) {
        Fence now = table.fence();
        return now.isSameRun(fence)
                && now.length() == last.position()
                && now.hash().equals(last.hash());
    }

    private static StepException refused(TransactionCanceledException e, int writes) {
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int i = 0; i < Math.min(writes, reasons.size()); i++) {
            if (REFUSED.equals(reasons.get(i).code())) {
                return AwsErrors.told(
                        "the condition of write " + (i + 1) + " of " + writes + " doesn't hold",
                        "look at the item, correct the migration and run again; nothing was written",
                        e);
            }
        }
        boolean isFence = !reasons.isEmpty()
                && REFUSED.equals(reasons.get(reasons.size() - 1).code());
        return isFence
                ? RunLease.lost()
                : AwsErrors.told(
                        "the transaction was cancelled: "
                                + String.join(
                                        ", ",
                                        reasons.stream()
                                                .map(CancellationReason::code)
                                                .filter(code -> code != null && !code.equals("None"))
                                                .toList()),
                        "run again; nothing was written",
                        e);
    }

    private List<TransactWriteItem> puts(List<Entry> entries) {
        return entries.stream().map(table::put).toList();
    }

    private TransactWriteItem check() {
        return TransactWriteItem.builder().conditionCheck(fence.check(table)).build();
    }

    /** The same request has the same token, which the service remembers for ten minutes; at most 36 characters. */
    private static String token(String hash) {
        return UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
