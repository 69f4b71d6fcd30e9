package io.upshift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several backups taken together, under one receipt. */
record BackupManifest(List<Backup> backups) implements Backup {

    @Override
    public Receipt take(String runId) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(backups.size(), BackupManifest::thread);
        try {
            List<Callable<Receipt>> takes = new ArrayList<>();
            backups.forEach(backup -> takes.add(() -> backup.take(runId)));
            return receipt(runId, receipts(threads.invokeAll(takes)));
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public List<RemoteCall> calls() {
        return backups.stream().flatMap(backup -> backup.calls().stream()).toList();
    }

    /** All of them, or the first failure, which names what the others have taken: nobody else will. */
    private static List<Receipt> receipts(List<Future<Receipt>> taken) throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        Throwable failure = null;
        for (Future<Receipt> one : taken) {
            try {
                receipts.add(one.get());
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = e.getCause();
                } else {
                    failure.addSuppressed(e.getCause());
                }
            }
        }
        if (failure == null) {
            return receipts;
        }
        if (receipts.isEmpty() && failure instanceof Exception alone) {
            throw alone;
        }
        String left =
                String.join(", ", receipts.stream().map(BackupManifest::name).toList());
        throw new IllegalStateException(
                "one of " + taken.size() + " backups failed: " + failure.getMessage() + "; taken and left: " + left,
                failure);
    }

    private static Receipt receipt(String runId, List<Receipt> receipts) {
        Map<String, String> details = new LinkedHashMap<>();
        Instant first = receipts.get(0).takenAt();
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i);
            int number = i + 1;
            details.put(number + ".receipt", name(receipt));
            details.put(number + ".takenAt", receipt.takenAt().toString());
            details.put(number + ".restore", receipt.restore());
            receipt.details().forEach((name, value) -> details.put(number + "." + name, value));
            first = receipt.takenAt().isBefore(first) ? receipt.takenAt() : first;
        }
        String restore = "each by itself: "
                + String.join("; ", receipts.stream().map(Receipt::restore).toList());
        return new Receipt("manifest", runId, first, restore, details);
    }

    private static String name(Receipt receipt) {
        return receipt.kind() + " " + receipt.id();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "upshift-backup");
        thread.setDaemon(true);
        return thread;
    }
}
