package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One data directory and the programs that serve it.
 *
 * <p>Not safe for concurrent use: callers hold the folder's lock while they start or stop.
 */
record PgCluster(PgBinaries binaries, Path data) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final int PORT_ATTEMPTS = 5;

    /** Makes the data directory; it counts only once this has returned. */
    void initialise() {
        binaries.run(
                PATIENCE,
                "initdb",
                List.of(
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions"));
    }

    /** Starts the server and waits until it accepts connections. */
    ServerAddress start(ServerSettings settings) {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            configure(settings.with("port", Integer.toString(port)));
            try {
                control("start", "-t", Long.toString(PATIENCE.toSeconds() - 10), "-l", log().toString());
                return ServerAddress.local(port);
            } catch (IllegalStateException e) {
                String said = tail();
                if (attempt == PORT_ATTEMPTS || !said.contains("could not bind")) {
                    throw new IllegalStateException(
                            "The PostgreSQL server in " + data + " did not start · " + said + RootUser.hint()
                                    + " · its log is " + log(),
                            e);
                }
            }
        }
    }

    /** Stops the server if it runs, and kills it if it does not stop. */
    void end(StopMode mode) {
        if (PostmasterPid.running(data).isPresent()) {
            try {
                control("stop", "-m", mode.argument(), "-t", mode == StopMode.FAST ? "30" : "5");
            } catch (IllegalStateException e) {
                LOG.warn("The server in {} does not stop and is killed: {}", data, e.getMessage());
            }
        }
        clear();
    }

    void restart(StopMode mode) {
        control("restart", "-m", mode.argument(), "-t", "60", "-l", log().toString());
    }

    /**
     * The address of the server that serves this directory, if one runs and answers.
     *
     * <p>One that says that it is starting (it may be recovering) is waited for; one that says nothing soon counts as gone.
     */
    Optional<ServerAddress> answering() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long silent = System.nanoTime() + SILENCE.toNanos();
        Optional<PostmasterPid> running = PostmasterPid.running(data);
        while (running.isPresent() && System.nanoTime() < Math.min(end, silent)) {
            ServerAddress address = ServerAddress.local(running.get().port());
            ServerProbe answer = ServerProbe.ask(address, data);
            if (answer == ServerProbe.SERVES) {
                return Optional.of(address);
            }
            if (answer == ServerProbe.STARTING) {
                silent = System.nanoTime() + SILENCE.toNanos();
            }
            Pause.millis(100);
            running = PostmasterPid.running(data);
        }
        return Optional.empty();
    }

    /** Ends a server that does not answer, and removes what would keep a new one from starting. */
    void clear() {
        PostmasterPid.running(data).flatMap(PostmasterPid::process).ifPresent(PgCluster::kill);
        if (PostmasterPid.misleads(data)) { // otherwise the server itself judges the file, and does that better
            try {
                Files.deleteIfExists(PostmasterPid.file(data));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The file that a dead server left cannot be deleted: " + PostmasterPid.file(data)
                                + " · delete it by hand",
                        e);
            }
        }
    }

    /** Kills the server with its children, since a child that outlives it could still write. */
    private static void kill(ProcessHandle server) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        for (int waits = 0; waits < 100 && family.stream().anyMatch(ProcessHandle::isAlive); waits++) {
            Pause.millis(50);
        }
    }

    private void control(String action, String... options) {
        List<String> arguments = new ArrayList<>(List.of(action, "-w", "-s", "-D", data.toString()));
        arguments.addAll(List.of(options));
        binaries.launch(PATIENCE, "pg_ctl", arguments);
    }

    private void configure(ServerSettings settings) {
        try {
            Files.writeString(data.resolve("postgresql.conf"), settings.toConf());
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The settings of the server in " + data + " cannot be written · " + e.getMessage()
                            + " · check the permissions of the folder",
                    e);
        }
    }

    private Path log() {
        return data.resolve("server.log");
    }

    private String tail() {
        try {
            String text = Files.readString(log());
            return text.substring(Math.max(0, text.length() - 2000)).strip();
        } catch (IOException e) {
            return "it wrote no log";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port was found on 127.0.0.1", e);
        }
    }
}
