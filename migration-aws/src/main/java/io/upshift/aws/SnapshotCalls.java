package io.upshift.aws;

import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.util.List;
import java.util.Map;

/** The calls for snapshots, the same for instances and clusters. Reads are retried; what creates or deletes is not. */
interface SnapshotCalls {

    /** What the receipt calls it: rds-snapshot or rds-cluster-snapshot. */
    String kind();

    /** Under which name the account's quota of them goes. */
    String quota();

    int longestName();

    String sourceName();

    /**
     * How the source is now.
     *
     * @throws StepException when there is none
     */
    Source source() throws StepException;

    /** Every manual snapshot of the source. */
    List<Snapshot> all();

    void create(String id, Map<String, String> tags);

    void delete(String id);

    /** What the caller must be allowed. */
    List<RemoteCall> permissions(boolean deletes);
}
