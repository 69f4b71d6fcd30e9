package io.upshift.testkit;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses and starts the DynamoDB endpoint that the tests of a JVM share. */
final class SharedDynamoDb {
    static final String CHOICE = "upshift.test.dynamodb";
    private static final String ENDPOINT = CHOICE + ".endpoint";
    private static final String IMAGE = CHOICE + ".image";
    private static final String DEFAULT_IMAGE = "amazon/dynamodb-local:2.6.1";
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbServer.class);
    private static @Nullable DynamoDbServer instance;

    private SharedDynamoDb() {}

    static synchronized DynamoDbServer get() {
        DynamoDbServer server = instance;
        if (server == null) {
            long begin = System.nanoTime();
            server = DynamoDbServer.of(choose(Setting.ofThisJvm()), true);
            LOG.info("Tests use {}, ready in {} ms", server, (System.nanoTime() - begin) / 1_000_000);
            instance = server;
        }
        return server;
    }

    static DynamoDbHost choose(Setting settings) {
        String choice = settings.get(CHOICE).orElse("auto");
        return switch (choice) {
            case "auto" -> address(settings).or(() -> tryContainer(settings)).orElseGet(LocalDynamoDb::start);
            case "address" ->
                address(settings)
                        .orElseThrow(() -> new IllegalStateException("The test endpoint has no address · " + CHOICE
                                + "=address was set and " + ENDPOINT + " was not · set it to http://host:8000"));
            case "container" -> container(settings);
            case "embedded" -> LocalDynamoDb.start();
            default ->
                throw new IllegalStateException("DynamoDB was not started · " + CHOICE + "=" + choice
                        + " is unknown · use auto, address, container or embedded");
        };
    }

    private static Optional<DynamoDbHost> address(Setting settings) {
        return settings.get(ENDPOINT).map(endpoint -> DynamoDbHost.at(URI.create(endpoint)));
    }

    private static DynamoDbHost container(Setting settings) {
        String image = settings.get(IMAGE).orElse(DEFAULT_IMAGE);
        String why = ContainerSupport.noEngine();
        if (!why.isEmpty()) {
            throw new IllegalStateException("The container " + image + " was not started · " + why + " · set " + CHOICE
                    + "=embedded to do without");
        }
        try {
            return DynamoDbContainer.start(image);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException("The container " + image + " was not started · " + e.getMessage(), e);
        }
    }

    private static Optional<DynamoDbHost> tryContainer(Setting settings) {
        if (!ContainerSupport.noEngine().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(container(settings));
        } catch (IllegalStateException e) {
            LOG.warn("Tests use DynamoDB Local in this JVM instead of a container. {}", e.getMessage());
            return Optional.empty();
        }
    }
}
