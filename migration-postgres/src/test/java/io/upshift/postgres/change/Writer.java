package io.upshift.postgres.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes rows which nobody else writes, under the old and the new name of a column, and knows what has to be
 * in each of them.
 */
final class Writer {
    private static final long KEYS = 1_000_000;
    private static final String CHANGED_ROW = "0A000";

    private final Connection connection;
    private final Random random;
    private final Map<Long, @Nullable String> rows = new HashMap<>();
    private final List<Long> keys = new ArrayList<>();
    private long next;

    Writer(Connection connection, int number, long seed) {
        this.connection = connection;
        this.random = new Random(seed + number);
        this.next = number * KEYS + 1;
    }

    /** What a client does; each kind has to happen. */
    enum Kind {
        INSERT,
        INSERT_MANY,
        UPDATE,
        UPDATE_TO_NULL,
        UPDATE_MANY,
        UPSERT,
        DELETE,
        CHANGE_KEY,
        CHANGE_KEY_AND_VALUE,
        READ_AND_WRITE,
        /** Only while both columns are there. */
        WRITE_BOTH,
        /** Only while both columns are there. */
        INSERT_BOTH
    }

    /** @return what was done; empty rows make it an insert */
    Kind write(String column, @Nullable String other, boolean isReadable) throws SQLException {
        Kind[] kinds = Kind.values();
        int choice = random.nextInt(other == null ? kinds.length - 2 : kinds.length);
        Kind kind = rows.size() < 4 ? Kind.INSERT_MANY : kinds[choice];
        String value = value();
        switch (kind) {
            case INSERT -> insert(column, value);
            case INSERT_MANY -> insertMany(column);
            case UPDATE -> update(column, some(), value);
            case UPDATE_TO_NULL -> update(column, some(), null);
            case UPDATE_MANY -> updateMany(column, value);
            case UPSERT -> upsert(column, value);
            case DELETE -> delete(some());
            case CHANGE_KEY -> changeKey(some());
            case CHANGE_KEY_AND_VALUE -> changeKey(column, some(), value);
            case READ_AND_WRITE -> readAndWrite(column, some(), value, isReadable);
            case WRITE_BOTH -> writeBoth(some(), value, value());
            case INSERT_BOTH -> insertBoth(value, value());
        }
        return kind;
    }

    /** Everything that has to be there of this client's rows. */
    Map<Long, @Nullable String> rows() {
        return rows;
    }

    private void insert(String column, @Nullable String value) throws SQLException {
        run("insert into people (id, " + column + ") values (?, ?)", next, value);
        rows.put(fresh(), value);
    }

    private void insertMany(String column) throws SQLException {
        String one = value();
        String three = value();
        run(
                "insert into people (id, " + column + ") values (?, ?), (?, null), (?, ?)",
                next,
                one,
                next + 1,
                next + 2,
                three);
        rows.put(fresh(), one);
        rows.put(fresh(), null);
        rows.put(fresh(), three);
    }

    private void update(String column, long key, @Nullable String value) throws SQLException {
        run("update people set " + column + " = ? where id = ?", value, key);
        rows.put(key, value);
    }

    private void updateMany(String column, @Nullable String value) throws SQLException {
        List<Long> keys = List.of(some(), some(), some());
        run("update people set " + column + " = ? where id in (?, ?, ?)", value, keys.get(0), keys.get(1), keys.get(2));
        keys.forEach(key -> rows.put(key, value));
    }

    private void upsert(String column, @Nullable String value) throws SQLException {
        long key = random.nextBoolean() ? some() : fresh();
        run(
                "insert into people (id, " + column + ") values (?, ?) on conflict (id) do update set " + column
                        + " = excluded." + column,
                key,
                value);
        rows.put(key, value);
    }

    private void delete(long key) throws SQLException {
        run("delete from people where id = ?", key);
        rows.remove(key);
    }

    private void changeKey(long key) throws SQLException {
        run("update people set id = ? where id = ?", next, key);
        rows.put(fresh(), rows.remove(key));
    }

    private void changeKey(String column, long key, @Nullable String value) throws SQLException {
        run("update people set id = ?, " + column + " = ? where id = ?", next, value, key);
        rows.remove(key);
        rows.put(fresh(), value);
    }

    /** Like a mapper that reads whole rows with a prepared statement, in a transaction. */
    private void readAndWrite(String column, long key, @Nullable String value, boolean isReadable) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (PreparedStatement read = connection.prepareStatement("select * from people where id = ?")) {
                read.setLong(1, key);
                try (ResultSet row = read.executeQuery()) {
                    if (!row.next() || (isReadable && !Objects.equals(row.getString(column), rows.get(key)))) {
                        throw new AssertionError("row " + key + " isn't what was written to it under " + column);
                    }
                }
            }
            run("update people set " + column + " = ? where id = ?", value, key);
            connection.commit();
            rows.put(key, value);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void writeBoth(long key, @Nullable String old, @Nullable String fresh) throws SQLException {
        run("update people set name = ?, label = ? where id = ?", old, fresh, key);
        rows.put(key, fresh);
    }

    private void insertBoth(@Nullable String old, @Nullable String fresh) throws SQLException {
        run("insert into people (id, name, label) values (?, ?, ?)", next, old, fresh);
        rows.put(fresh(), fresh == null ? old : fresh);
    }

    /** The client has prepared the statement before the table changed, and asks again. */
    static boolean isChangedRow(SQLException e) {
        return CHANGED_ROW.equals(e.getSQLState());
    }

    private void run(String sql, @Nullable Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                if (binds[i] instanceof Long number) {
                    statement.setLong(i + 1, number);
                } else {
                    statement.setString(i + 1, (String) binds[i]);
                }
            }
            statement.executeUpdate();
        }
    }

    /** Any of the rows that are there; keys that are gone leave the list when they come up. */
    private long some() {
        while (true) {
            int place = random.nextInt(keys.size());
            long key = keys.get(place);
            if (rows.containsKey(key)) {
                return key;
            }
            keys.set(place, keys.get(keys.size() - 1));
            keys.remove(keys.size() - 1);
        }
    }

    private long fresh() {
        keys.add(next);
        return next++;
    }

    private @Nullable String value() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "Zoë \u0301 ' \\ " + random.nextInt(100);
            default -> "v" + random.nextInt(1_000_000);
        };
    }
}
