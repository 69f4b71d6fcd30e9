package io.upshift;

import java.util.ArrayList;
import java.util.List;

/** Takes a backup before anything is changed; called only when something is pending, with the run lock held. */
@FunctionalInterface
public interface Backup {

    /**
     * Takes the backup and waits until it can be restored.
     *
     * @param runId the same for a retry of the same run, also in another process, as long as no step was recorded in
     *     between: 32 hexadecimal digits made of the service, the target and what is pending
     * @throws Exception when there is no usable backup: the run fails, and nothing is changed
     */
    Receipt take(String runId) throws Exception;

    /**
     * Several backups as one, such as a database's and some tables': taken at the same time, under one receipt that has
     * those of all.
     *
     * <p>Their moments lie close together and are not the same: nothing holds the stores still meanwhile. When one of
     * them fails, all of it fails, with a message that names what the others have taken, which is left.
     */
    static Backup all(Backup first, Backup second, Backup... more) {
        List<Backup> backups = new ArrayList<>(List.of(first, second));
        backups.addAll(List.of(more));
        return new BackupManifest(List.copyOf(backups));
    }

    /** Every call that {@link #take} may make to a service outside the store; shown with the plan. */
    default List<RemoteCall> calls() {
        return List.of();
    }
}
