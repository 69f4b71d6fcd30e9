package io.upshift.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** One connection through a proxy: two sockets, and a thread for each direction. */
final class ProxiedConnection {
    private static final int BUFFER = 1 << 16;

    private final Socket client;
    private final Socket server;
    private final Disturbance disturbance;
    private volatile boolean deaf;

    ProxiedConnection(Socket client, Socket server, Disturbance disturbance) {
        this.client = client;
        this.server = server;
        this.disturbance = disturbance;
    }

    void start() {
        start("requests", () -> pump(client, server, true));
        start("answers", () -> pump(server, client, false));
    }

    private void pump(Socket from, Socket to, boolean isRequest) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = from.getInputStream();
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                disturbance.hold();
                if (isRequest ? passesRequest(buffer, count) : passesAnswer(count)) {
                    to.getOutputStream().write(buffer, 0, count);
                    to.getOutputStream().flush();
                }
            }
        } finally {
            if (!deaf || !isRequest) {
                cut();
            }
        }
    }

    private boolean passesRequest(byte[] buffer, int count) {
        if (deaf || disturbance.swallows()) {
            return false;
        }
        if (disturbance.isOver(count)) {
            cut();
            return false;
        }
        if (!disturbance.isChosenCommit(buffer, count)) {
            return true;
        }
        deaf = true;
        if (disturbance.cutsAtOnce()) {
            cut();
        }
        return disturbance.letsCommitPass();
    }

    private boolean passesAnswer(int count) {
        if (disturbance.swallows()) {
            return false;
        }
        if (deaf || disturbance.isOver(count)) {
            if (!disturbance.isSilent()) {
                cut();
            }
            return false;
        }
        return true;
    }

    void cut() {
        close(client);
        close(server);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }

    /** What a thread of the proxy does. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // A socket that was closed ends its thread.
                        Thread.currentThread().interrupt();
                    }
                },
                "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
