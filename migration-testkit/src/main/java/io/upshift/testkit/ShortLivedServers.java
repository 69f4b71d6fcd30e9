package io.upshift.testkit;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Starts servers whose data goes away with them.
 *
 * <p>Each has a folder with a lock that its JVM holds. A folder without a holder belonged to a JVM that was killed: the
 * next start ends its server and deletes it.
 */
final class ShortLivedServers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOCK = "owner.lock";

    private ShortLivedServers() {}

    static ServerHost start(PgBinaries binaries, ServerSettings settings) {
        return start(binaries, settings, PgCluster::initialise);
    }

    /** A hot standby that follows a server of this machine by streaming. */
    static ServerHost standby(EmbeddedHost primary) {
        ServerAddress address = primary.address();
        ServerSettings settings = primary.settings()
                .with("hot_standby", "on")
                .with("primary_conninfo", "host=127.0.0.1 port=" + address.port() + " user=" + address.user());
        BaseBackup backup = new BaseBackup(primary);
        return start(primary.binaries(), settings, cluster -> backup.into(cluster.data()));
    }

    /** @param content makes the data directory */
    private static ServerHost start(PgBinaries binaries, ServerSettings settings, Consumer<PgCluster> content) {
        Path work = Folders.work();
        Path folder = work.resolve("server-" + UUID.randomUUID());
        FolderLock owner = FolderLock.holding(work.resolve("servers.lock"), PATIENCE, () -> {
            sweep(binaries, work);
            return FolderLock.acquire(Folders.create(folder).resolve(LOCK), PATIENCE);
        });
        PgCluster cluster = new PgCluster(binaries, folder.resolve("data"));
        try {
            content.accept(cluster);
            ServerAddress address = cluster.start(settings);
            return new EmbeddedHost(cluster, settings, address, true, () -> discard(cluster, owner, folder));
        } catch (RuntimeException e) {
            owner.close();
            Folders.delete(folder);
            throw e;
        }
    }

    private static void sweep(PgBinaries binaries, Path work) {
        for (Path folder : Folders.children(work)) {
            if (folder.getFileName().toString().startsWith("server-") && Files.isDirectory(folder)) {
                orphan(folder)
                        .ifPresent(lock -> discard(new PgCluster(binaries, folder.resolve("data")), lock, folder));
            }
        }
    }

    /** The lock of a folder without a holder; a folder that its holder deletes just now is none. */
    private static Optional<FolderLock> orphan(Path folder) {
        try {
            return FolderLock.tryAcquire(folder.resolve(LOCK));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static void discard(PgCluster cluster, FolderLock owner, Path folder) {
        cluster.end(StopMode.IMMEDIATE);
        owner.close();
        Folders.delete(folder);
    }
}
