package io.upshift.aws;

/**
 * Keeps everybody from writing to a database, such as by revoking rights or by a read-only mode of the service.
 *
 * <p>Each call may come again after an interruption.
 */
public interface WriteFreeze {

    /** Returns when no write can happen any more, those under way included. */
    void freeze(String endpoint) throws Exception;

    /** Also when it isn't frozen. */
    void thaw(String endpoint) throws Exception;

    boolean isFrozen(String endpoint) throws Exception;
}
