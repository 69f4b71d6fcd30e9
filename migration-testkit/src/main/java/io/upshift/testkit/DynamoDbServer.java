package io.upshift.testkit;

import java.net.URI;
import java.nio.file.Path;

/**
 * DynamoDB Local for tests and examples, however it is had.
 *
 * <p>Safe for use by several threads. It keeps everything in memory unless it has a folder, and what this JVM started
 * ends with it.
 */
public final class DynamoDbServer implements AutoCloseable {
    private final DynamoDbHost host;
    private final boolean shared;

    private DynamoDbServer(DynamoDbHost host, boolean shared) {
        this.host = host;
        this.shared = shared;
    }

    static DynamoDbServer of(DynamoDbHost host, boolean shared) {
        return new DynamoDbServer(host, shared);
    }

    /**
     * The one endpoint that all tests of this JVM share, started at the first call.
     *
     * <p>It is, in this order: the one at {@code upshift.test.dynamodb.endpoint}; a container of
     * {@code upshift.test.dynamodb.image} (default {@code amazon/dynamodb-local:2.6.1}), when Testcontainers is on the
     * class path and a Docker engine answers; DynamoDB Local in this JVM. {@code upshift.test.dynamodb} set to
     * {@code address}, {@code container} or {@code embedded} (default {@code auto}) allows that one only. Each property
     * may also be given as an environment variable, as in {@code UPSHIFT_TEST_DYNAMODB_ENDPOINT}.
     *
     * <p>Closing it does nothing: it ends with the JVM. A failed start is repeated at the next call.
     */
    public static DynamoDbServer shared() {
        return SharedDynamoDb.get();
    }

    /**
     * A new DynamoDB Local in this JVM.
     *
     * @throws IllegalStateException when it doesn't start, or something that it needs isn't on the class path
     */
    public static DynamoDbServer start() {
        return of(LocalDynamoDb.start(), false);
    }

    /**
     * A new DynamoDB Local in this JVM that keeps its tables in a folder, for a demonstration; one at a time.
     *
     * @param folder made when it isn't there
     * @throws IllegalStateException when it doesn't start, or something that it needs isn't on the class path
     */
    public static DynamoDbServer embedded(Path folder) {
        return of(LocalDynamoDb.start(folder), false);
    }

    /**
     * The AWS account of this name, with the tables that it had; nothing is deleted unless it is closed.
     *
     * @param name letters and digits, as in an access key
     */
    public DynamoDbAccount account(String name) {
        return DynamoDbAccount.named(host.endpoint(), name);
    }

    /**
     * An AWS account without tables, of which there are as many as one likes: DynamoDB Local keeps the tables of each
     * access key and region apart, unless it was started with {@code -sharedDb}.
     *
     * <p>Its tables are deleted when it is closed.
     */
    public DynamoDbAccount freshAccount() {
        return DynamoDbAccount.fresh(host.endpoint());
    }

    /** Where it listens. */
    public URI endpoint() {
        return host.endpoint();
    }

    /** Stops it, if this JVM started it for this caller alone. */
    @Override
    public void close() {
        if (!shared) {
            host.stop();
        }
    }

    @Override
    public String toString() {
        return host.kind() + " DynamoDB Local at " + host.endpoint();
    }
}
