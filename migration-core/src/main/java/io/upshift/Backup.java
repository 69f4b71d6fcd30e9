package io.upshift;

/** Takes a backup before anything is changed; called only when something is pending, with the run lock held. */
@FunctionalInterface
public interface Backup {

    /**
     * Takes the backup and waits until it can be restored.
     *
     * @param runId the same for a retry of the same run
     * @throws Exception when there is no usable backup: the run fails, and nothing is changed
     */
    Receipt take(String runId) throws Exception;
}
