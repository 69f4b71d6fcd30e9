package io.upshift.postgres;

import io.upshift.Plan;
import io.upshift.Preflight;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Keeps an environment's set away from a database of another kind. */
final class SeedGuard implements Preflight {
    private static final String RULE = "seed-environment";

    private final PostgresTarget target;
    private final String environment;
    private final boolean isConfirmed;

    SeedGuard(PostgresTarget target, String environment, boolean isConfirmed) {
        this.target = target;
        this.environment = environment;
        this.isConfirmed = isConfirmed;
    }

    @Override
    public List<Finding> check(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = target.another();
                Statement statement = connection.createStatement()) {
            label(text(statement, "select coalesce(current_setting('upshift.environment', true), '')"), findings);
            for (String other : others(statement)) {
                findings.add(error(
                        "this database holds the set of " + other + ", and is to get that of " + environment,
                        "choose the other database, or take that set back first (seed --env " + other + " --revert)"));
            }
        } catch (SQLException e) {
            throw SqlErrors.run("The environment of " + target.describe() + " can't be read", e);
        }
        return findings;
    }

    private void label(String label, List<Finding> findings) {
        if (label.isEmpty() && !isConfirmed) {
            findings.add(error(
                    "this database doesn't say of what environment it is",
                    "say it once: alter database … set upshift.environment = '" + environment
                            + "'; or confirm, on the command line with --yes"));
        } else if (!label.isEmpty() && !label.equals(environment)) {
            findings.add(error(
                    "this database says that it is one of " + label + ", and is to get the set of " + environment,
                    "choose the other database"));
        }
    }

    private List<String> others(Statement statement) throws SQLException {
        if (text(statement, "select coalesce(to_regclass(" + Identifiers.literal(target.table().seeds()) + ")::text, '')")
                .isEmpty()) {
            return List.of();
        }
        List<String> others = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select distinct environment from "
                + target.table().seeds() + " where environment <> " + Identifiers.literal(environment)
                + " order by 1")) {
            while (rows.next()) {
                others.add(rows.getString(1));
            }
        }
        return others;
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Finding error(String what, String next) {
        return new Finding(Severity.ERROR, RULE, what, next);
    }
}
