package io.upshift.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.upshift.testkit.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PgBouncer in front of one database. */
record PgBouncer(Process process, DataSource dataSource) implements AutoCloseable {
    private static final int TRIES = 200;

    static PgBouncer start(Path folder, Database database, String mode, int poolSize) throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "pgbouncer is not installed (Debian: apt-get install pgbouncer)");
        URI server = URI.create(database.url().substring("jdbc:".length()));
        int port = freePort();
        Path ini = Files.writeString(
                Files.createTempFile(folder, "pgbouncer", ".ini"),
                String.join(
                        "\n",
                        "[databases]",
                        database.name() + " = host=" + server.getHost() + " port=" + server.getPort() + " user="
                                + database.user() + " password=" + database.password(),
                        "[pgbouncer]",
                        "listen_addr = 127.0.0.1",
                        "listen_port = " + port,
                        "unix_socket_dir =",
                        "auth_type = any",
                        "pool_mode = " + mode,
                        "default_pool_size = " + poolSize,
                        "ignore_startup_parameters = extra_float_digits",
                        ""));
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(ini, PosixFilePermissions.fromString("rw-r--r--"));
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(ini.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database.name());
        source.setUser(database.user());
        source.setPrepareThreshold(0);
        PgBouncer bouncer = new PgBouncer(process, source);
        bouncer.awaitReady(folder);
        return bouncer;
    }

    private void awaitReady(Path folder) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            try (Connection connection = dataSource.getConnection()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                Thread.sleep(20);
            }
        }
        process.destroyForcibly();
        throw new IOException("pgbouncer does not answer: " + Files.readString(folder.resolve("pgbouncer.log")));
    }

    private static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
