package io.upshift.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets root run PostgreSQL, which refuses to run as root.
 *
 * <p>In a user namespace without a mapping the same user is called "nobody": the server is content, and its files still
 * belong to root outside.
 */
final class RootUser {

    private static final boolean ROOT = isRoot();
    private static final boolean NAMESPACES = ROOT && namespacesWork();

    private RootUser() {}

    static List<String> prefix() {
        return NAMESPACES ? List.of("unshare", "--user") : List.of();
    }

    /** What to add to the error of a program that failed. */
    static String hint() {
        return ROOT && !NAMESPACES
                ? " · PostgreSQL does not run as root, and `unshare --user` is not allowed here · use another user, or set "
                        + SharedServer.URL
                : "";
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // not Linux
        }
    }

    private static boolean namespacesWork() {
        try {
            return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
