package io.upshift.aws;

import java.util.Optional;

/**
 * Brings what is written to blue after the copy to green: logical replication, or a task of AWS DMS.
 *
 * <p>Each call may come again after an interruption.
 */
public interface Replication {

    /** Before the copy is made: from here on nothing may get lost, as by a replication slot. */
    void prepare(String blue) throws Exception;

    /** When green is migrated and verified. */
    void start(String blue, String green) throws Exception;

    /** @return why green hasn't everything that blue has, without row data; empty when it has */
    Optional<String> whyBehind(String blue, String green) throws Exception;
}
