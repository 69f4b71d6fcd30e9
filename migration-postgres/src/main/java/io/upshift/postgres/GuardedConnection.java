package io.upshift.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;

/** The run's connection as a migration may see it: all of it, except ending the transaction or leaving the session. */
final class GuardedConnection {
    private static final Set<String> REFUSED =
            Set.of("commit", "setAutoCommit", "abort", "setReadOnly", "setTransactionIsolation", "setCatalog");

    private GuardedConnection() {}

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                GuardedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    String name = method.getName();
                    boolean wholeRollback = name.equals("rollback")
                            && (args == null || args.length == 0 || !(args[0] instanceof Savepoint));
                    if (REFUSED.contains(name) || wholeRollback) {
                        throw new SQLException(
                                name + " is refused in a migration: the step is one transaction, committed with its"
                                        + " history entry",
                                "25001");
                    }
                    if (name.equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
