package io.upshift.testkit;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server that this JVM started, or adopted, from unpacked programs. */
final class EmbeddedHost implements ServerHost {

    private final PgCluster cluster;
    private final ServerSettings settings;
    private final ServerAddress address;
    private final boolean discardsData;
    private final Runnable release;
    private final AtomicBoolean stopped = new AtomicBoolean();

    EmbeddedHost(
            PgCluster cluster, ServerSettings settings, ServerAddress address, boolean discardsData, Runnable release) {
        this.cluster = cluster;
        this.settings = settings;
        this.address = address;
        this.discardsData = discardsData;
        this.release = release;
    }

    @Override
    public ServerAddress address() {
        return address;
    }

    PgBinaries binaries() {
        return cluster.binaries();
    }

    Path data() {
        return cluster.data();
    }

    ServerSettings settings() {
        return settings;
    }

    @Override
    public String kind() {
        return "embedded";
    }

    @Override
    public void restart(StopMode mode) {
        cluster.restart(mode);
    }

    @Override
    public boolean supportsRestart() {
        return true;
    }

    @Override
    public boolean discardsData() {
        return discardsData;
    }

    @Override
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            release.run();
        }
    }
}
