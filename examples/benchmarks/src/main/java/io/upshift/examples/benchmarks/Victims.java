package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A few clients that read and write single rows, and how long each request took. */
final class Victims implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int PAUSE_MILLIS = 2;

    /** A session's first requests are those in which it gets to know the tables. */
    private static final int UNCOUNTED = 20;

    /** A request that takes longer is one that was stopped. */
    private static final double STALL_MILLIS = 50;

    private final List<Client> clients = new ArrayList<>();
    private final long begun = System.nanoTime();
    private volatile boolean over;

    private Victims() {}

    static Victims start(Database database, int rows) throws SQLException {
        Victims victims = new Victims();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = victims.new Client(database.connect(), rows, i);
            victims.clients.add(client);
            client.start();
        }
        return victims;
    }

    /** Stops them, and tells how they fared. */
    void print(Figures figures, String scenario, String who) throws InterruptedException {
        over = true;
        for (Client client : clients) {
            client.join();
            if (client.error != null) {
                throw new IllegalStateException("A victim failed: " + client.error);
            }
        }
        double elapsed = (System.nanoTime() - begun) / 1e6;
        double[] times = clients.stream()
                .flatMapToDouble(client -> client.times.stream().mapToDouble(Double::doubleValue))
                .sorted()
                .toArray();
        double stalled =
                Arrays.stream(times).filter(time -> time > STALL_MILLIS).sum();
        figures.add(scenario, who, "requests", times.length);
        figures.add(scenario, who, "p50_ms", times[times.length / 2]);
        figures.add(scenario, who, "p99_ms", times[(int) (times.length * 0.99)]);
        figures.add(scenario, who, "max_ms", times[times.length - 1]);
        figures.add(scenario, who, "stalled_percent", 100 * stalled / (CLIENTS * elapsed));
    }

    @Override
    public void close() throws SQLException {
        over = true;
        for (Client client : clients) {
            client.connection.close();
        }
    }

    /** Half of them read, the others write. */
    private final class Client extends Thread {
        private final Connection connection;
        private final int rows;
        private final int number;
        private final List<Double> times = new ArrayList<>();
        private volatile @Nullable String error;

        Client(Connection connection, int rows, int number) {
            this.connection = connection;
            this.rows = rows;
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            SplittableRandom random = new SplittableRandom(number);
            String sql = number % 2 == 0
                    ? "select o.n, e.id from orders o left join events e on e.id = mod(o.id, 100) + 100 where o.id = ?"
                    : "update orders set n = n + 1 where id = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int request = 0; !over; request++) {
                    statement.setLong(1, 1 + random.nextInt(rows - 1));
                    long from = System.nanoTime();
                    statement.execute();
                    if (request >= UNCOUNTED) {
                        times.add((System.nanoTime() - from) / 1e6);
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (SQLException | InterruptedException e) {
                error = over ? null : e.getMessage();
            }
        }
    }
}
