package io.upshift.testkit.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts rows into one table, in the connection's transaction. */
final class TableFill {
    private static final int PARENTS = 200;
    private static final int TOGETHER = 200;

    /** What a check constraint compares with. */
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'::");

    private final Connection connection;
    private final Table table;
    private final Random random;
    private final Values values;
    private final List<Column> columns;
    private final Map<ForeignKey, List<List<String>>> parents = new HashMap<>();

    TableFill(Connection connection, Table table, Random random) {
        this.connection = connection;
        this.table = table;
        this.random = random;
        this.values = new Values(random);
        this.columns = table.columns().stream()
                .filter(column -> !column.isDefaulted() || values.of(column) != null)
                .toList();
    }

    boolean isEmpty() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not exists (select from " + table.name() + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** @return how many rows there are now */
    int fill(int wanted) throws SQLException {
        int made = 0;
        for (int from = 1; from <= wanted; from += TOGETHER) {
            int until = Math.min(wanted, from + TOGETHER - 1);
            List<List<@Nullable String>> rows = new ArrayList<>();
            for (int number = from; number <= until; number++) {
                rows.add(row(number));
            }
            made += insert(rows);
        }
        return made;
    }

    /** All at once where that works, because it is a hundred times faster than one by one. */
    private int insert(List<List<@Nullable String>> rows) throws SQLException {
        int made = tryInsert(rows);
        if (made >= 0 || rows.size() == 1) {
            return Math.max(made, 0);
        }
        made = 0;
        for (List<@Nullable String> row : rows) {
            made += Math.max(tryInsert(List.of(row)), 0);
        }
        return made;
    }

    /** @return how many went in; negative when a constraint or a trigger refused them */
    private int tryInsert(List<List<@Nullable String>> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement insert = connection.prepareStatement(sql(rows.size()))) {
            int parameter = 0;
            for (List<@Nullable String> row : rows) {
                for (String value : row) {
                    insert.setObject(++parameter, value, Types.OTHER);
                }
            }
            int made = insert.executeUpdate();
            connection.releaseSavepoint(before);
            return made;
        } catch (SQLException e) {
            connection.rollback(before);
            return -1;
        }
    }

    private String sql(int rows) {
        if (columns.isEmpty()) {
            return "insert into " + table.name() + " default values";
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String row = columns.stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", ", "(", ")"));
        return "insert into " + table.name() + " (" + names + ") values "
                + String.join(", ", Stream.generate(() -> row).limit(rows).toList()) + " on conflict do nothing";
    }

    private List<@Nullable String> row(int number) throws SQLException {
        Map<String, String> referring = referring();
        List<@Nullable String> row = new ArrayList<>();
        for (Column column : columns) {
            boolean refers =
                    table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
            row.add(refers ? referring.get(column.name()) : value(column, number));
        }
        return row;
    }

    private @Nullable String value(Column column, int number) {
        boolean isKey = table.unique().contains(column.name());
        if (!isKey && !column.isRequired() && random.nextInt(5) == 0) {
            return null;
        }
        if (isKey) {
            return values.unique(column, number);
        }
        List<String> allowed = allowed(column);
        return allowed.isEmpty() ? values.of(column) : allowed.get(random.nextInt(allowed.size()));
    }

    private List<String> allowed(Column column) {
        if (!column.category().equals("S")) {
            return List.of();
        }
        Pattern named = Pattern.compile("\\b" + Pattern.quote(column.name()) + "\\b");
        return table.checks().stream()
                .filter(check -> named.matcher(check).find())
                .flatMap(check -> LITERAL.matcher(check).results())
                .map((MatchResult literal) -> literal.group(1).replace("''", "'"))
                .toList();
    }

    /** A value for each column that refers to another table; none when there may be none. */
    private Map<String, String> referring() throws SQLException {
        Map<String, String> referring = new HashMap<>();
        for (ForeignKey key : table.foreignKeys()) {
            List<List<String>> there = parents(key);
            boolean none = there.isEmpty() || (!table.isRequired(key) && random.nextInt(4) == 0);
            if (!none) {
                List<String> chosen = there.get(random.nextInt(there.size()));
                for (int i = 0; i < key.columns().size(); i++) {
                    referring.put(key.columns().get(i), chosen.get(i));
                }
            }
        }
        return referring;
    }

    private List<List<String>> parents(ForeignKey key) throws SQLException {
        List<List<String>> known = parents.get(key);
        if (known == null) {
            known = readParents(key);
            parents.put(key, known);
        }
        return known;
    }

    private List<List<String>> readParents(ForeignKey key) throws SQLException {
        String columns =
                key.parentColumns().stream().map(name -> name + "::text").collect(Collectors.joining(", "));
        List<List<String>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + columns + " from " + key.parent() + " where ("
                        + String.join(", ", key.parentColumns()) + ") is not null order by 1 limit " + PARENTS)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= key.parentColumns().size(); i++) {
                    values.add(row.getString(i));
                }
                found.add(values);
            }
        }
        return found;
    }
}
