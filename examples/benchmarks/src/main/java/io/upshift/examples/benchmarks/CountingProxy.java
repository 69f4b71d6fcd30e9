package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and the server and counts what passes; for calls that aren't timed, without TLS. */
final class CountingProxy implements AutoCloseable {
    private final String host;
    private final int port;
    private final ServerSocket listener;
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();

    private CountingProxy(String host, int port, ServerSocket listener) {
        this.host = host;
        this.port = port;
        this.listener = listener;
    }

    static CountingProxy to(String host, int port) throws IOException {
        CountingProxy proxy = new CountingProxy(host, port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start("accept", proxy::accept);
        return proxy;
    }

    String host() {
        return listener.getInetAddress().getHostAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Everything so far; whatever the client has read is counted. */
    Traffic traffic() {
        Traffic sum = new Traffic(0, 0);
        for (Conversation conversation : conversations) {
            sum = sum.plus(conversation.traffic());
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Conversation conversation = new Conversation();
            conversations.add(conversation);
            start("requests", () -> copy(client, server, Messages.ofClient(conversation::fromClient)));
            start("answers", () -> copy(server, client, Messages.ofServer(conversation::fromServer)));
        }
    }

    private static void copy(Socket from, Socket to, Messages messages) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                messages.accept(buffer, n);
                out.write(buffer, 0, n);
            }
        }
    }

    private static void start(String name, Transfer transfer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // One side has hung up, which ends the other.
                    }
                },
                "counting-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }
}
