package io.upshift.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses and starts the server that the tests of a JVM share. */
final class SharedServer {

    static final String CHOICE = "upshift.test.postgres";
    static final String URL = CHOICE + ".url";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static @Nullable PostgresServer instance;

    private SharedServer() {}

    static synchronized PostgresServer get() {
        PostgresServer server = instance;
        if (server == null) {
            server = start(Setting.ofThisJvm());
            instance = server;
        }
        return server;
    }

    static PostgresServer start(Setting settings) {
        long begin = System.nanoTime();
        PostgresServer server = PostgresServer.of(choose(settings), true);
        LOG.info(
                "Tests use {}, version {}, ready in {} ms",
                server,
                server.version(),
                (System.nanoTime() - begin) / 1_000_000);
        return server;
    }

    private static ServerHost choose(Setting settings) {
        String choice = settings.get(CHOICE).orElse("auto");
        return switch (choice) {
            case "auto" -> auto(settings);
            case "address" ->
                address(settings)
                        .orElseThrow(() -> new IllegalStateException("The test server has no" + " address · " + CHOICE
                                + "=address was set and " + URL + " was not · set it to a JDBC URL"));
            case "container" -> ContainerSupport.start(settings);
            case "embedded" -> PostgresServer.embedded().host();
            default ->
                throw new IllegalStateException("The test server was not started · " + CHOICE + "=" + choice
                        + " is unknown · use auto, address, container or embedded");
        };
    }

    private static ServerHost auto(Setting settings) {
        return address(settings)
                .or(() -> ContainerSupport.tryStart(settings))
                .orElseGet(() -> PostgresServer.embedded().host());
    }

    private static Optional<ServerHost> address(Setting settings) {
        return settings.get(URL)
                .map(url -> ServerAddress.of(url, settings.get(CHOICE + ".user"), settings.get(CHOICE + ".password")))
                .map(AddressHost::new);
    }
}
