package io.upshift.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container; the only class that touches Testcontainers. */
record ContainerHost(PostgreSQLContainer container) implements ServerHost {

    private static final long PULL_SECONDS = 180;

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static boolean hasImage(String image) {
        try {
            client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Pulls an image unless the engine has it. */
    static void have(String image) {
        if (!hasImage(image)) {
            pull(image);
        }
    }

    static ServerHost start(String image) {
        have(image);
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=200")
                .withUsername("postgres")
                .withDatabaseName("postgres")
                .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"));
        container.start();
        return new ContainerHost(container);
    }

    @Override
    public ServerAddress address() {
        String url = "jdbc:postgresql://" + container.getHost() + ":" + container.getFirstMappedPort() + "/postgres";
        return new ServerAddress(url, container.getUsername(), container.getPassword());
    }

    @Override
    public String kind() {
        return "container";
    }

    @Override
    public boolean discardsData() {
        return true;
    }

    @Override
    public void stop() {
        container.stop();
    }

    /** Testcontainers would try for minutes; a machine without a registry is to know at once. */
    private static void pull(String image) {
        try {
            ResultCallback.Adapter<PullResponseItem> pull =
                    client().pullImageCmd(image).exec(new ResultCallback.Adapter<>());
            if (!pull.awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not pulled within " + PULL_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pulling", e);
        }
    }

    private static DockerClient client() {
        return DockerClientFactory.lazyClient();
    }
}
