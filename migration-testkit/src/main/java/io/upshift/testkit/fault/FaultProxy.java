package io.upshift.testkit.fault;

import io.upshift.testkit.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stands between a service and its PostgreSQL database, and breaks connections: at once when it is told to, or by itself
 * at a chosen COMMIT or byte.
 *
 * <p>Connections through it aren't encrypted. Thread-safe; closing ends them all.
 */
public final class FaultProxy implements AutoCloseable {

    /** What happens at a chosen COMMIT. */
    public enum Fault {
        /** The server never gets it, and the connection ends. */
        CUT_BEFORE,
        /** The server gets it and answers; the answer is lost with the connection. */
        CUT_AFTER,
        /** The server never gets it, and nobody is told. */
        SILENT_BEFORE,
        /** The server gets it; its answer doesn't come, and nobody is told. */
        SILENT_AFTER
    }

    private final URI server;
    private final Database database;
    private final ServerSocket listener;
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
    private final Disturbance disturbance;

    private FaultProxy(Database database, Disturbance disturbance) throws IOException {
        this.database = database;
        this.server = URI.create(database.url().substring("jdbc:".length()));
        this.disturbance = disturbance;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ProxiedConnection.start("accept", this::accept);
    }

    /** Lets everything pass until it is told otherwise. */
    public static FaultProxy to(Database database) throws IOException {
        return new FaultProxy(database, Disturbance.none());
    }

    /** Breaks one connection at the n-th COMMIT, from 1, of all that go through it. */
    public static FaultProxy atCommit(Database database, Fault fault, int commit) throws IOException {
        return new FaultProxy(database, Disturbance.atCommit(fault, commit));
    }

    /** Cuts one connection when so many bytes have gone through, both ways and all connections together. */
    public static FaultProxy atByte(Database database, long count) throws IOException {
        return new FaultProxy(database, Disturbance.atByte(count));
    }

    /** Whether the chosen place was reached. */
    public boolean broke() {
        return disturbance.broke();
    }

    /** Lets each packet wait from now on, in both directions. */
    public void delay(Duration each) {
        disturbance.delay(each);
    }

    /** Swallows everything from now on, without ending connections, as a firewall does that forgot them. */
    public void blackHole() {
        disturbance.swallow(true);
    }

    /** Lets everything pass again; what was swallowed stays lost. */
    public void restore() {
        disturbance.swallow(false);
        disturbance.delay(Duration.ZERO);
    }

    /** Ends all connections; new ones are accepted. */
    public void cut() {
        connections.forEach(ProxiedConnection::cut);
        connections.clear();
    }

    /** A data source through the proxy, which gives a silent connection up after a second. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + server.getPath());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setSocketTimeout(1);
        source.setPrepareThreshold(0);
        return source;
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            ProxiedConnection connection =
                    new ProxiedConnection(client, new Socket(server.getHost(), server.getPort()), disturbance);
            connections.add(connection);
            connection.start();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy doesn't end", e);
        }
        cut();
    }
}
