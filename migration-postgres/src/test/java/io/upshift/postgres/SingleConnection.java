package io.upshift.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands out one connection that stays open, as a pool does. */
final class SingleConnection {
    private SingleConnection() {}

    static DataSource of(Connection connection) {
        Connection kept = proxy(Connection.class, "close", connection, null);
        return proxy(DataSource.class, "getConnection", kept, kept);
    }

    private static <T> T proxy(Class<T> type, String special, Object target, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals(special)) {
                return answer;
            }
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
