package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.RemoteCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls by which instances, and clusters with their instances, are copied, renamed and deleted. Reads are retried;
 * what changes something is not.
 */
interface DatabaseCalls {

    /** Instance or cluster. */
    String type();

    SnapshotCalls snapshots(String id);

    Optional<Facts> find(String id);

    /** Of one that exists. */
    Situation situation(String id);

    /** Whether all of it is there and available, with every member of a cluster that was asked for. */
    Poll<Facts> poll(String id);

    /** Asks for a copy with every setting of the source that the request can carry. */
    void restore(String source, ChosenPoint point, String to, Map<String, String> tags);

    /**
     * Asks for something that the copy still lacks: the next instance of a cluster, or the settings that a restore can't be
     * told.
     */
    void complete(String source, String to, Map<String, String> tags);

    /** In which settings a copy differs, each with both values. */
    List<String> differences(String source, String copy);

    /** Asks for another name, at once. */
    void rename(String from, String to);

    /** Asks for its deletion, with the members of a cluster, as far as that wasn't asked before. */
    void delete(String id, @Nullable String lastSnapshot);

    /** Lets it be deleted. */
    void unprotect(String id);

    /** What the caller must be allowed for a copy. */
    List<RemoteCall> copying(String source, String copy);

    /** What the caller must be allowed for a deletion. */
    List<RemoteCall> deleting(String id);

    /** What the caller must be allowed for a new name. */
    List<RemoteCall> renaming(String from, String to);
}
