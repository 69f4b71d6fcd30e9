package io.upshift.examples.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** PostgreSQL 17 as a service would run it: nothing that makes it fast by making it unsafe. */
final class EmbeddedServer {
    private final EmbeddedPostgres postgres;

    private EmbeddedServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static EmbeddedServer start() throws IOException {
        return new EmbeddedServer(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "1h")
                .start());
    }

    Database database() {
        return new Database(
                "localhost", postgres.getPort(), "postgres", "user=postgres&sslmode=disable&gssEncMode=disable");
    }

    void stop() throws IOException {
        postgres.close();
    }
}
