package io.upshift.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Asks and changes a database from outside, in one line a time; each on a connection of its own, committed at once.
 *
 * <p>Thread-safe. What the database refuses is an {@link AssertionError}, because in a test it is one.
 *
 * @param dataSource of the database
 */
public record Sql(DataSource dataSource) {

    /** The first column of each row, as text; null as {@code "null"}. */
    public List<String> texts(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw failed(query, e);
        }
    }

    /** The first column of the first row, as text. */
    public String text(String query) {
        List<String> texts = texts(query);
        if (texts.isEmpty()) {
            throw new AssertionError("There is no row · " + query);
        }
        return texts.get(0);
    }

    /** The first column of the first row, as a number. */
    public long number(String query) {
        return Long.parseLong(text(query));
    }

    /** Executes one statement or several, in one transaction. */
    public void execute(String statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        } catch (SQLException e) {
            throw failed(statements, e);
        }
    }

    private static AssertionError failed(String sql, SQLException e) {
        return new AssertionError(e.getMessage() + " · " + sql, e);
    }
}
