package io.upshift.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Stands between the driver and the server, and breaks a connection once, at a chosen place. */
final class FaultProxy implements AutoCloseable {

    /** What happens at the chosen COMMIT. */
    enum Fault {
        /** The server never gets it. */
        CUT_BEFORE,
        /** The server gets it and answers; the answer is lost with the connection. */
        CUT_AFTER,
        /** The server never gets it, and nobody is told. */
        SILENT_BEFORE,
        /** The server gets it; its answer doesn't come, and nobody is told. */
        SILENT_AFTER
    }

    private static final byte[] COMMIT = "commit\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listening;
    private final URI server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Fault fault;
    private final int atCommit;
    private final long atByte;
    private volatile boolean broke;

    private FaultProxy(String url, Fault fault, int atCommit, long atByte) throws IOException {
        this.server = URI.create(url.substring("jdbc:".length()));
        this.fault = fault;
        this.atCommit = atCommit;
        this.atByte = atByte;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Breaks at the n-th COMMIT (from 1) that goes through it. */
    static FaultProxy atCommit(String url, Fault fault, int commit) throws IOException {
        return new FaultProxy(url, fault, commit, Long.MAX_VALUE);
    }

    /** Cuts the connection when so many bytes have gone through, both ways together. */
    static FaultProxy atByte(String url, long count) throws IOException {
        return new FaultProxy(url, Fault.CUT_BEFORE, Integer.MAX_VALUE, count);
    }

    boolean broke() {
        return broke;
    }

    /** Leads through the proxy; gives up on a silent connection after a second. */
    DataSource dataSource(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + server.getPath());
        source.setUser(user);
        source.setPassword(password);
        source.setSocketTimeout(1);
        source.setPrepareThreshold(0);
        return source;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket backend = new Socket(server.getHost(), server.getPort());
            sockets.addAll(List.of(client, backend));
            Pair pair = new Pair(client, backend);
            start(() -> pair.pump(client, backend, true));
            start(() -> pair.pump(backend, client, false));
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A socket that was closed ends its thread.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private final class Pair {
        private final Socket client;
        private final Socket backend;
        private volatile boolean deaf;

        Pair(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        void pump(Socket from, Socket to, boolean up) throws IOException {
            byte[] buffer = new byte[1 << 16];
            InputStream in = from.getInputStream();
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (up ? passesUp(buffer, n) : passesDown(n)) {
                        to.getOutputStream().write(buffer, 0, n);
                        to.getOutputStream().flush();
                    }
                }
            } finally {
                if (!deaf || !up) {
                    cut();
                }
            }
        }

        private boolean passesUp(byte[] buffer, int n) throws IOException {
            if (deaf) {
                return false;
            }
            if (isOver(n)) {
                cut();
                return false;
            }
            if (!contains(buffer, n) || commits.incrementAndGet() != atCommit) {
                return true;
            }
            broke = true;
            deaf = true;
            if (fault == Fault.CUT_BEFORE) {
                cut();
            }
            return fault == Fault.CUT_AFTER || fault == Fault.SILENT_AFTER;
        }

        private boolean passesDown(int n) throws IOException {
            if (deaf || isOver(n)) {
                if (fault == Fault.CUT_AFTER || fault == Fault.CUT_BEFORE) {
                    cut();
                }
                return false;
            }
            return true;
        }

        private boolean isOver(int n) {
            boolean over = bytes.addAndGet(n) >= atByte && !broke;
            broke |= over;
            return over;
        }

        private void cut() throws IOException {
            client.close();
            backend.close();
        }
    }

    private static boolean contains(byte[] buffer, int n) {
        for (int i = 0; i + COMMIT.length <= n; i++) {
            int same = 0;
            while (same < COMMIT.length && buffer[i + same] == COMMIT[same]) {
                same++;
            }
            if (same == COMMIT.length) {
                return true;
            }
        }
        return false;
    }
}
