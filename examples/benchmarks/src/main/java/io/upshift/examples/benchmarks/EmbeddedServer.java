package io.upshift.examples.benchmarks;

import io.upshift.testkit.PostgresServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** PostgreSQL as a service would run it: nothing that makes it fast by making it unsafe. */
final class EmbeddedServer {
    private final PostgresServer postgres;

    private EmbeddedServer(PostgresServer postgres) {
        this.postgres = postgres;
    }

    static EmbeddedServer start() {
        return new EmbeddedServer(PostgresServer.embedded()
                .durable(true)
                .maxConnections(300)
                .setting("shared_buffers", "512MB")
                .setting("max_wal_size", "4GB")
                .setting("checkpoint_timeout", "1h")
                .start());
    }

    Database database() {
        io.upshift.testkit.Database database = postgres.database("postgres");
        String login = "user=" + encoded(database.user()) + "&password=" + encoded(database.password());
        return Database.at(database.url()).with(login + "&sslmode=disable&gssEncMode=disable");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    void stop() {
        postgres.close();
    }
}
