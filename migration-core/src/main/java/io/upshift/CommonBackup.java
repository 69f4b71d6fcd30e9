package io.upshift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backups of all stores, taken once in a coordinator's run: before the first change, whichever store makes it.
 *
 * <p>Under a key that is made of what is pending in all stores, so that two instances that start at the same time, or a
 * run and its retry, ask for the same backup.
 */
final class CommonBackup {
    private final List<Backup> once = new ArrayList<>();

    CommonBackup(List<Backup> backups, String key) {
        backups.forEach(backup -> once.add(new Once(backup, key)));
    }

    /** What the runs on the stores call. */
    List<Backup> once() {
        return once;
    }

    private static final class Once implements Backup {
        private final Backup backup;
        private final String key;
        private @Nullable Receipt taken;

        Once(Backup backup, String key) {
            this.backup = backup;
            this.key = key;
        }

        @Override
        public Receipt take(String runId) throws Exception {
            Receipt receipt = taken == null ? backup.take(key) : taken;
            taken = receipt;
            return receipt;
        }

        @Override
        public List<RemoteCall> calls() {
            return backup.calls();
        }
    }
}
