package io.upshift.testkit;

/** What runs a server: this JVM, a container engine, or somebody else. */
interface ServerHost {

    ServerAddress address();

    /** One word for the log: embedded, container or address. */
    String kind();

    /** Stops the server and starts it again at the same address. */
    default void restart(StopMode mode) {
        throw new UnsupportedOperationException("The " + kind() + " server at " + address() + " cannot be restarted"
                + " · only an embedded server can · ask supportsRestart() first, or set " + SharedServer.CHOICE
                + "=embedded");
    }

    default boolean supportsRestart() {
        return false;
    }

    /** True when dropping databases one by one is needless, since the data goes away with the server. */
    boolean discardsData();

    /** Gives back what this JVM holds of the server; may be called again. */
    void stop();
}
