package io.upshift.testkit;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

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
        Path work = Folders.work();
        Path folder = work.resolve("server-" + UUID.randomUUID());
        FolderLock owner = FolderLock.holding(work.resolve("servers.lock"), PATIENCE, () -> {
            sweep(binaries, work);
            return FolderLock.acquire(Folders.create(folder).resolve(LOCK), PATIENCE);
        });
        PgCluster cluster = new PgCluster(binaries, folder.resolve("data"));
        try {
            cluster.initialise();
            ServerAddress address = cluster.start(settings);
            return new EmbeddedHost(cluster, address, true, () -> discard(cluster, owner, folder));
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
