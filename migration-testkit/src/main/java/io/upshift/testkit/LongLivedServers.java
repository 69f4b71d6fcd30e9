package io.upshift.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts or adopts the server of a folder.
 *
 * <p>Within this JVM one use of a folder is shared and counted; between JVMs the users' lock counts. The last user stops
 * the server, whoever started it, and the data stays.
 */
final class LongLivedServers {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(3);
    private static final Map<Path, Use> IN_THIS_JVM = new HashMap<>();

    private LongLivedServers() {}

    static ServerHost start(Path path, Supplier<PgBinaries> binaries, ServerSettings settings) {
        ServerFolder folder = ServerFolder.open(path);
        synchronized (IN_THIS_JVM) {
            Use use = IN_THIS_JVM.get(folder.path());
            if (use == null) {
                use = begin(folder, binaries.get(), settings);
                IN_THIS_JVM.put(folder.path(), use);
            }
            use.count++;
            return new EmbeddedHost(use.cluster, settings, use.address, false, () -> leave(folder));
        }
    }

    private static Use begin(ServerFolder folder, PgBinaries binaries, ServerSettings settings) {
        return FolderLock.holding(folder.startLock(), LOCK_PATIENCE, () -> {
            PgCluster cluster = folder.prepare(binaries);
            Optional<ServerAddress> adopted = cluster.answering();
            ServerAddress address = adopted.orElseGet(() -> {
                cluster.end(StopMode.IMMEDIATE);
                return cluster.start(settings);
            });
            return new Use(cluster, address, UserLock.join(folder.usersLock()));
        });
    }

    private static void leave(ServerFolder folder) {
        synchronized (IN_THIS_JVM) {
            Use use = IN_THIS_JVM.get(folder.path());
            if (use != null && --use.count == 0) {
                IN_THIS_JVM.remove(folder.path());
                FolderLock.holding(folder.startLock(), LOCK_PATIENCE, use::end);
            }
        }
    }

    private static final class Use {

        private final PgCluster cluster;
        private final ServerAddress address;
        private final UserLock lock;
        private int count;

        Use(PgCluster cluster, ServerAddress address, UserLock lock) {
            this.cluster = cluster;
            this.address = address;
            this.lock = lock;
        }

        boolean end() {
            boolean last = lock.leave();
            if (last) {
                cluster.end(StopMode.FAST);
            }
            return last;
        }
    }
}
