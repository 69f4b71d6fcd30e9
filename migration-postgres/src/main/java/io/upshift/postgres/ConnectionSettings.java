package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the run sets on its connection before it locks or changes anything, and puts back when it is done.
 *
 * <p>The timeouts are set, never inherited from the role. {@code client_connection_check_interval} makes the server end
 * the statement of a client that has died, instead of committing it later. The search path holds no schema that others
 * write to, and the temporary schema last (CVE-2018-1058).
 */
final class ConnectionSettings {
    private final Map<String, String> wanted = new LinkedHashMap<>();
    private final List<String> before = new ArrayList<>();
    private String user = "";
    private int pid;
    private boolean standby;

    ConnectionSettings(String schema, LockBudgets budgets, String applicationName) {
        wanted.put("search_path", Identifiers.quoted(schema) + ", pg_temp");
        wanted.put("lock_timeout", millis(budgets.lockTimeout().toMillis()));
        wanted.put("statement_timeout", millis(budgets.statementTimeout().toMillis()));
        wanted.put(
                "idle_in_transaction_session_timeout",
                millis(budgets.idleInTransactionTimeout().toMillis()));
        wanted.put("client_connection_check_interval", "1s");
        wanted.put("application_name", applicationName);
        wanted.put("default_transaction_deferrable", "off"); // a step's transaction is told by being deferrable
    }

    /** Those of a worker's batches. */
    static ConnectionSettings ofBatches(String schema, LockBudgets budgets, String applicationName) {
        ConnectionSettings settings = new ConnectionSettings(schema, budgets.ofBatches(), applicationName);
        // A batch that a crash of the server takes away takes its checkpoint along, and the entry that the work is done
        // waits for the disk, which it reaches behind every batch: nothing waits for the disk meanwhile, locks neither.
        settings.wanted.put("synchronous_commit", "off");
        return settings;
    }

    /**
     * Reads what is there and sets what is wanted, in one round trip.
     *
     * @param onlyPid the server's process to do it in
     * @return false when it was another process, and nothing was set
     */
    boolean apply(Connection connection, int onlyPid) throws SQLException {
        read(connection, set() + " where pg_backend_pid() = " + onlyPid);
        return pid == onlyPid;
    }

    /** The same in whatever process the connection leads to. */
    void apply(Connection connection) throws SQLException {
        read(connection, set());
    }

    private void read(Connection connection, String set) throws SQLException {
        StringBuilder read = new StringBuilder("select session_user, pg_backend_pid(), pg_is_in_recovery()");
        for (String name : wanted.keySet()) {
            read.append(", current_setting(").append(Identifiers.literal(name)).append(')');
        }
        try (PreparedStatement statement = connection.prepareStatement(read + "; " + set)) {
            bind(statement, 1, wanted.values());
            statement.execute();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                user = row.getString(1);
                pid = row.getInt(2);
                standby = row.getBoolean(3);
                before.clear();
                for (int i = 0; i < wanted.size(); i++) {
                    before.add(row.getString(4 + i));
                }
            }
        }
    }

    /** A statement that sets everything again, with {@link #bindWanted} or {@link #bindBefore}; also ends SET ROLE. */
    String set() {
        StringBuilder set = new StringBuilder("select set_config('role', 'none', false)");
        for (String name : wanted.keySet()) {
            set.append(", set_config(").append(Identifiers.literal(name)).append(", ?, false)");
        }
        return set.toString();
    }

    int bindWanted(PreparedStatement statement, int from) throws SQLException {
        return bind(statement, from, wanted.values());
    }

    int bindBefore(PreparedStatement statement, int from) throws SQLException {
        return bind(statement, from, before);
    }

    /** The role that the connection authenticated as. */
    String user() {
        return user;
    }

    int pid() {
        return pid;
    }

    boolean isStandby() {
        return standby;
    }

    /** There is nothing to put back. */
    void forget() {
        before.clear();
    }

    boolean isApplied() {
        return !before.isEmpty();
    }

    private static int bind(PreparedStatement statement, int from, Iterable<String> values) throws SQLException {
        int i = from;
        for (String value : values) {
            statement.setString(i++, value);
        }
        return i;
    }

    private static String millis(long millis) {
        return millis + "ms";
    }
}
