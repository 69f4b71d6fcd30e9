package io.upshift.testkit;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DynamoDB Local in this JVM; the only class that touches it. */
final class LocalDynamoDb implements DynamoDbHost {
    private static final int ATTEMPTS = 5;

    /** Without these it says so on a thread of its own, and the JVM never ends. */
    private static final String[] NEEDED = {
        "com/amazonaws/services/dynamodbv2/local/main/ServerRunner.class",
        "software/amazon/awssdk/services/pinpoint/PinpointClient.class",
        "software/amazon/awssdk/services/cognitoidentity/CognitoIdentityClient.class"
    };

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private LocalDynamoDb(DynamoDBProxyServer server, int port) {
        this.server = server;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** What is missing on the class path; empty when nothing is. */
    static String missing() {
        for (String needed : NEEDED) {
            if (LocalDynamoDb.class.getClassLoader().getResource(needed) == null) {
                return needed.replace('/', '.').replace(".class", "") + " is not on the class path · add"
                        + " com.amazonaws:DynamoDBLocal with all that it depends on, in the scope test";
            }
        }
        return "";
    }

    /** In memory. */
    static DynamoDbHost start() {
        return start("-inMemory");
    }

    /** With its data in a folder, which is made. */
    static DynamoDbHost start(Path folder) {
        Folders.create(folder.toAbsolutePath());
        return start("-dbPath", folder.toAbsolutePath().toString());
    }

    private static DynamoDbHost start(String... where) {
        String missing = missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("DynamoDB Local was not started · " + missing);
        }
        Exception last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                int port = freePort();
                List<String> arguments = new ArrayList<>(List.of(where));
                arguments.addAll(List.of("-disableTelemetry", "-port", Integer.toString(port)));
                DynamoDBProxyServer server =
                        ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
                server.start();
                return new LocalDynamoDb(server, port);
            } catch (Exception e) {
                last = e; // the port may have been taken meanwhile
            }
        }
        throw new IllegalStateException("DynamoDB Local was not started · " + last, last);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String kind() {
        return "in-process";
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local at " + endpoint + " was not stopped", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
