package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * A moto server ({@code pip install 'moto[server]'}): the services' wire formats over HTTP, and little of their rules.
 *
 * <p>What moto 5.2.1 lets pass and the real services, and the fakes, refuse: a snapshot of an instance that isn't
 * available, a restore that keeps deletion protection, Multi-AZ and the resource id of its source, a rename onto an id
 * that is taken, subjects with line breaks or 100 characters. Its statuses come at once, and it doesn't know {@code
 * DescribeAccountAttributes}. So it proves that requests and replies are read and written as the SDK means them, and
 * nothing else.
 */
final class Moto implements AutoCloseable {
    private static final long START_SECONDS = 30;

    private final Process process;
    private final URI endpoint;

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Skips the test where there is no moto. */
    static Moto start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled(), "python3 -m moto.server isn't installed: pip install 'moto[server]'");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        List.of("python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Moto moto = new Moto(process, URI.create("http://127.0.0.1:" + port));
        moto.await(port);
        return moto;
    }

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void await(int port) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isListening(port)) {
            assertThat(process.isAlive()).as("moto.server runs").isTrue();
            assertThat(System.nanoTime()).as("moto.server listens in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import moto.server")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return python.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
