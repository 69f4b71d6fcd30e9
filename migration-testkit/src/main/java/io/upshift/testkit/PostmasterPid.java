package io.upshift.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server writes about itself into {@code postmaster.pid}. */
record PostmasterPid(long pid, int port) {

    /** The process that the file names, if it runs and is a PostgreSQL: a number may long belong to another program. */
    static Optional<PostmasterPid> running(Path data) {
        return read(data).filter(found -> found.process().isPresent());
    }

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .filter(PostmasterPid::isPostgres);
    }

    /** True when PostgreSQL itself would stop at the file, although no server of this folder can be running. */
    static boolean misleads(Path data) {
        Optional<PostmasterPid> found = read(data);
        if (found.isEmpty()) {
            return Files.exists(file(data));
        }
        return found.get().process().isEmpty()
                && ProcessHandle.of(found.get().pid()).isPresent();
    }

    private static Optional<PostmasterPid> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(file(data));
            int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            return Optional.of(new PostmasterPid(Long.parseLong(lines.get(0).strip()), port));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // none, or cut short: the server never came up
        }
    }

    /** A dead process whose parent has not taken notice, as in a container that has no init. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false; // not Linux, or gone
        }
    }

    /** A process that hides its program (another user's, say) counts as PostgreSQL: it must not be started over. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(true);
    }
}
