package io.upshift.testkit;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A quick and silent look for a Docker engine, before Testcontainers looks for it thoroughly and loudly. */
final class DockerSocket {

    private DockerSocket() {}

    static boolean answers() {
        Optional<String> host = Optional.ofNullable(System.getenv("DOCKER_HOST"));
        if (host.isPresent() && !host.get().startsWith("unix://")) {
            return true; // somewhere else: worth the thorough look
        }
        String home = String.valueOf(System.getProperty("user.home"));
        return host.map(url -> Stream.of(url.substring("unix://".length())))
                        .orElseGet(() -> Stream.of(
                                "/var/run/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.docker/desktop/docker.sock",
                                System.getenv("XDG_RUNTIME_DIR") + "/docker.sock"))
                        .anyMatch(DockerSocket::connects)
                || Files.exists(Path.of(home, ".testcontainers.properties"))
                || isWindowsWithDocker();
    }

    private static boolean connects(String socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isWindowsWithDocker() {
        return String.valueOf(System.getProperty("os.name")).startsWith("Windows")
                && Files.exists(Path.of("\\\\.\\pipe\\docker_engine"));
    }
}
