package io.upshift.postgres.clients;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One running instance of a service.
 *
 * <p>Give {@link #applicationName} to the service's pool (pgjdbc: {@code ApplicationName}), so that the server's list of
 * sessions tells which code is behind each of them.
 *
 * @param version of the service's code
 * @param id tells it from every other instance, such as a pod's name
 */
public record Instance(String service, String version, String id) {
    /** PostgreSQL cuts off what is longer: NAMEDATALEN - 1. */
    private static final int LONGEST = 63;

    private static final int PARTS = 3;
    private static final char SEPARATOR = '/';

    public Instance {
        for (String part : new String[] {service, version, id}) {
            if (part.isBlank() || part.indexOf(SEPARATOR) >= 0) {
                throw new IllegalArgumentException(
                        "'" + part + "' can't be part of an application name: it has to be there, without a slash");
            }
        }
    }

    /** This process, called after its host with a few random letters, so that a restart is another instance. */
    public static Instance of(String service, String version) {
        String host = System.getenv().getOrDefault("HOSTNAME", "").replace(SEPARATOR, '-');
        String random =
                String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));
        return new Instance(service, version, host.isBlank() ? random : host + "-" + random);
    }

    /** {@code service/version/id}; a long id loses its front, so that all of it fits into PostgreSQL's 63 bytes. */
    public String applicationName() {
        String name = service + SEPARATOR + version + SEPARATOR;
        int room = LONGEST - name.getBytes(StandardCharsets.UTF_8).length;
        if (room < 1) {
            throw new IllegalArgumentException(name + " leaves no room for an id in an application name");
        }
        return name + id.substring(Math.max(0, id.length() - room));
    }

    /** Reads what {@link #applicationName} wrote; empty for the name of anything else. */
    static Optional<Instance> named(String applicationName) {
        String[] parts = applicationName.split(String.valueOf(SEPARATOR), -1);
        for (String part : parts) {
            if (part.isBlank()) {
                return Optional.empty();
            }
        }
        return parts.length == PARTS ? Optional.of(new Instance(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
