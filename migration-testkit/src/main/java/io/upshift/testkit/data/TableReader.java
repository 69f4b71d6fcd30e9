package io.upshift.testkit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads which tables there are: the service's own, not those of an extension or of Upshift. */
final class TableReader {
    private final Connection connection;
    private final Map<String, Table> tables = new TreeMap<>();

    private TableReader(Connection connection) {
        this.connection = connection;
    }

    static Collection<Table> read(Connection connection) throws SQLException {
        TableReader reader = new TableReader(connection);
        reader.readColumns();
        reader.readConstraints();
        return reader.tables.values();
    }

    private void readColumns() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query("columns.sql"))) {
            while (row.next()) {
                Table table = tables.computeIfAbsent(
                        row.getString("of_table"),
                        name -> new Table(
                                name, new ArrayList<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>()));
                if (row.getString("name") != null) {
                    table.columns().add(column(row));
                }
            }
        }
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getString("name"),
                row.getString("type"),
                row.getString("base"),
                row.getString("category"),
                row.getBoolean("is_required"),
                row.getBoolean("is_defaulted"),
                row.getInt("length"),
                row.getInt("scale"),
                texts(row.getArray("labels")));
    }

    private void readConstraints() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query("constraints.sql"))) {
            while (row.next()) {
                Table table = tables.get(row.getString("of_table"));
                if (table == null) {
                    continue;
                }
                List<String> columns = texts(row.getArray("columns"));
                switch (row.getString("kind")) {
                    case "f" ->
                        table.foreignKeys()
                                .add(new ForeignKey(
                                        columns, row.getString("parent"), texts(row.getArray("parent_columns"))));
                    case "c" -> table.checks().add(row.getString("definition"));
                    default -> {
                        if (columns.size() == 1) {
                            table.unique().addAll(columns);
                        }
                    }
                }
            }
        }
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static String query(String name) {
        try (InputStream in = Objects.requireNonNull(TableReader.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
