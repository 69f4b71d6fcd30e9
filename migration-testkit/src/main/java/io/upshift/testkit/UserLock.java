package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counts the processes that use a server, by a lock that they share and that the operating system frees when one is
 * killed.
 */
final class UserLock {

    private final FileChannel channel;
    private final FileLock shared;

    private UserLock(FileChannel channel, FileLock shared) {
        this.channel = channel;
        this.shared = shared;
    }

    static UserLock join(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new UserLock(channel, channel.lock(0, Long.MAX_VALUE, true));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Ends this process's use; true if no other process is left. The caller holds the start lock. */
    boolean leave() {
        try (channel) {
            shared.release();
            return channel.tryLock() != null;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException(
                "The lock of a server's users cannot be used · " + cause.getMessage()
                        + " · check that the folder is on a disk that supports locks",
                cause);
    }
}
