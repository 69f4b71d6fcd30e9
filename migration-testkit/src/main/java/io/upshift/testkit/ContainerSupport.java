package io.upshift.testkit;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a container can be had, without touching a class of Testcontainers where there is none. */
final class ContainerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String IMAGE = SharedServer.CHOICE + ".image";
    private static final String DEFAULT_IMAGE = "postgres:17-alpine";

    private ContainerSupport() {}

    /** Starts a container, or says why there is none. */
    static ServerHost start(Setting settings) {
        String image = image(settings);
        String why = obstacle();
        if (!why.isEmpty()) {
            throw new IllegalStateException("The container " + image + " was not started · " + why
                    + " · add that, or set " + SharedServer.CHOICE + "=embedded");
        }
        try {
            return ContainerHost.start(image);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "The container " + image + " was not started · " + root(e)
                            + " · pull the image, name another one with " + IMAGE + ", or set " + SharedServer.CHOICE
                            + "=embedded",
                    e);
        }
    }

    /** Starts a container; where that does not work, nothing but a warning remains of the attempt. */
    static Optional<ServerHost> tryStart(Setting settings) {
        String why = obstacle();
        if (!why.isEmpty()) {
            LOG.debug("Tests do not use a container: {}", why);
            return Optional.empty();
        }
        try {
            return Optional.of(start(settings));
        } catch (IllegalStateException e) {
            LOG.warn("Tests use an embedded PostgreSQL instead of a container. {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Why this JVM cannot start this image, or nothing; pulls no image. */
    static String obstacle(Setting settings) {
        String why = obstacle();
        if (why.isEmpty() && !ContainerHost.hasImage(image(settings))) {
            return "the engine does not have the image " + image(settings);
        }
        return why;
    }

    private static String obstacle() {
        if (!isOnClassPath()) {
            return "org.testcontainers:testcontainers-postgresql is not on the class path";
        }
        return DockerSocket.answers() && ContainerHost.engineAnswers() ? "" : "no Docker engine answers";
    }

    private static boolean isOnClassPath() {
        ClassLoader loader = ContainerSupport.class.getClassLoader();
        return loader.getResource("org/testcontainers/postgresql/PostgreSQLContainer.class") != null;
    }

    private static String image(Setting settings) {
        return settings.get(IMAGE).orElse(DEFAULT_IMAGE);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
