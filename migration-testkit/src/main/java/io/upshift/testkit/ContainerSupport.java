package io.upshift.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a container can be had, without touching a class of Testcontainers where there is none. */
final class ContainerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String IMAGE = SharedServer.CHOICE + ".image";
    private static final String DEFAULT_IMAGE = "postgres:17-alpine";

    private static final String NOTHING_TO_TRY =
            "org.testcontainers:testcontainers-postgresql is not on the class path, or no Docker engine answers";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_WHEN_ASKED = Duration.ofMinutes(5);
    private static @Nullable CompletableFuture<Boolean> readiness;
    private static long askedAt;

    private ContainerSupport() {}

    /** Starts a container, or says why there is none. */
    static ServerHost start(Setting settings) {
        String image = image(settings);
        String why = isConceivable() ? unreadiness(PATIENCE_WHEN_ASKED) : NOTHING_TO_TRY;
        if (!why.isEmpty()) {
            throw failure(image, why, null);
        }
        try {
            return ContainerHost.start(image);
        } catch (RuntimeException | LinkageError e) {
            throw failure(image, root(e), e);
        }
    }

    /** Starts a container; where that does not work, nothing but a warning remains of the attempt. */
    static Optional<ServerHost> tryStart(Setting settings) {
        if (!isConceivable()) {
            LOG.debug("Tests do not use a container: {}", NOTHING_TO_TRY);
            return Optional.empty();
        }
        try {
            String why = unreadiness(PATIENCE);
            if (!why.isEmpty()) {
                throw failure(image(settings), why, null);
            }
            return Optional.of(start(settings));
        } catch (IllegalStateException e) {
            LOG.warn("Tests use an embedded PostgreSQL instead of a container. {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Why this JVM cannot start this image at once, or nothing; pulls no image. */
    static String obstacle(Setting settings) {
        String why = noEngine();
        if (why.isEmpty() && !ContainerHost.hasImage(image(settings))) {
            return "the engine does not have the image " + image(settings);
        }
        return why;
    }

    /** Why this JVM can start no container at all, or nothing. */
    static String noEngine() {
        return isConceivable() ? unreadiness(PATIENCE) : NOTHING_TO_TRY;
    }

    private static boolean isConceivable() {
        return isOnClassPath() && DockerSocket.answers();
    }

    /**
     * Waits for Testcontainers to find its engine, once for this JVM.
     *
     * <p>Where the engine has no registry, it tries for minutes to pull images for its own use. That goes on behind, and
     * the tests go on without it.
     */
    private static synchronized String unreadiness(Duration patience) {
        CompletableFuture<Boolean> asked = readiness;
        if (asked == null) {
            asked = new CompletableFuture<>();
            readiness = asked;
            askedAt = System.nanoTime();
            CompletableFuture<Boolean> answer = asked;
            Thread thread = new Thread(() -> answer.complete(ContainerHost.engineAnswers()), "testcontainers-look");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((broken, failure) -> answer.completeExceptionally(failure));
            thread.start();
        }
        try {
            return asked.get(askedAt + patience.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)
                    ? ""
                    : "Testcontainers finds no Docker engine";
        } catch (TimeoutException e) {
            return "Testcontainers was not ready within " + patience.toSeconds() + " s";
        } catch (ExecutionException e) {
            return root(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static IllegalStateException failure(String image, String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                "The container " + image + " was not started · " + why + " · pull the image, name another one with "
                        + IMAGE + ", or set " + SharedServer.CHOICE + "=embedded",
                cause);
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
