package io.upshift.testkit;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** DynamoDB Local in a container; touches Testcontainers. */
record DynamoDbContainer(GenericContainer<?> container) implements DynamoDbHost {
    private static final int PORT = 8000;

    @SuppressWarnings("resource") // stopped with the host
    static DynamoDbHost start(String image) {
        ContainerHost.have(image);
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-disableTelemetry")
                .withExposedPorts(PORT);
        container.start();
        return new DynamoDbContainer(container);
    }

    @Override
    public URI endpoint() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    public String kind() {
        return "container";
    }

    @Override
    public void stop() {
        container.stop();
    }
}
