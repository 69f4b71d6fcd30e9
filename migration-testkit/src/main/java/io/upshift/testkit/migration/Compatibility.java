package io.upshift.testkit.migration;

import io.upshift.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries a service's statements before and after each migration. */
final class Compatibility<S> {
    private final MigrationHarness<S> harness;
    private final List<String> statements;
    private final List<String> wrong = new ArrayList<>();

    Compatibility(MigrationHarness<S> harness, List<String> statements) {
        this.harness = harness;
        this.statements = List.copyOf(statements);
    }

    List<String> wrong() {
        Set<String> worked = new HashSet<>();
        try (Stage<S> stage = harness.stage()) {
            for (MigrationId id : harness.ids()) {
                stage.bring(List.of(id));
                for (String statement : statements) {
                    look(stage, id, statement, worked);
                }
            }
        }
        for (String statement : statements) {
            if (!worked.contains(statement)) {
                wrong.add("it never works, whatever is applied: " + statement);
            }
        }
        return List.copyOf(wrong);
    }

    /** A statement that has failed once is told once. */
    private void look(Stage<S> stage, MigrationId id, String statement, Set<String> worked) {
        String error = error(stage, statement);
        if (error == null) {
            worked.add(statement);
        } else if (worked.contains(statement) && wrong.stream().noneMatch(line -> line.endsWith(statement))) {
            wrong.add(id + " breaks what worked before it (" + error + "): " + statement);
        }
    }

    private static <S> @Nullable String error(Stage<S> stage, String sql) {
        try (Connection connection = stage.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (sql.contains("?")) {
                    prepare(connection, sql);
                } else {
                    execute(connection, sql);
                }
                return null;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** Has the server parse and plan it, without values. */
    private static void prepare(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.getParameterMetaData();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
