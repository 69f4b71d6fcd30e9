package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A file that one process at a time holds.
 *
 * <p>It excludes threads of this JVM as well as other JVMs; the operating system frees it when its holder is killed.
 * The file stays when the lock is given back: deleting it would let two processes lock two files of one name.
 */
final class FolderLock implements AutoCloseable {

    private static final Map<Path, Semaphore> IN_THIS_JVM = new ConcurrentHashMap<>();
    private static final long POLL_MILLIS = 20;

    private final Semaphore local;
    private final FileChannel channel;

    private FolderLock(Semaphore local, FileChannel channel) {
        this.local = local;
        this.channel = channel;
    }

    /** Does something while holding the lock, and waits for the lock before. */
    static <T> T holding(Path file, Duration patience, Supplier<T> work) {
        FolderLock lock = acquire(file, patience);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** Waits for the lock. */
    static FolderLock acquire(Path file, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            Optional<FolderLock> lock = tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(POLL_MILLIS);
        } while (System.nanoTime() < end);
        throw new IllegalStateException("The lock " + file + " was not had within " + patience.toSeconds() + " s"
                + " · another process holds it while it starts or stops the server · wait for that process, or end it");
    }

    /** Takes the lock if it is free. */
    static Optional<FolderLock> tryAcquire(Path file) {
        Semaphore local = IN_THIS_JVM.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Semaphore(1));
        if (!local.tryAcquire()) {
            return Optional.empty();
        }
        Optional<FileChannel> channel = Optional.empty();
        try {
            channel = lock(file);
            return channel.map(open -> new FolderLock(local, open));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The lock " + file + " cannot be used · " + e.getMessage()
                            + " · check that the folder may be written to",
                    e);
        } finally {
            if (channel.isEmpty()) {
                local.release();
            }
        }
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock).map(held -> channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A lock file could not be closed", e);
        } finally {
            local.release();
        }
    }
}
