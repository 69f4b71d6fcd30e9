package io.upshift.aws;

/**
 * Work on a database that an operation has brought up, such as migrating or verifying it.
 *
 * <p>Called again after an interruption, so it has to pick up where it was; the service's own runner does.
 */
@FunctionalInterface
public interface DatabaseWork {

    /**
     * @param endpoint host and port
     * @throws Exception when it failed: the operation stops there, and goes on from there when it is run again
     */
    void on(String endpoint) throws Exception;
}
