package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.change.Contract;
import io.upshift.postgres.change.ExpandContract;
import io.upshift.postgres.change.TableChange;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A rename in three phases, or nothing at all. */
record ExpandWay(String name, boolean isControl) {
    static final List<String> NAMES = List.of("control", "upshift");

    static ExpandWay named(String name) {
        return new ExpandWay(name, name.equals("control"));
    }

    /** New code joins when it can write. */
    void expand(Database database, Writers writers) throws SQLException {
        if (!isControl) {
            migrate(database, Contract.notYet());
            writers.write("name", "title");
        }
    }

    void contract(Database database, Writers writers) throws SQLException {
        if (!isControl) {
            migrate(database, Contract.confirmed("big.name"));
        }
        writers.write(isControl ? "name" : "title");
    }

    /** Rows in which old and new don't agree; nobody writes. */
    long differences(Statement statement) throws SQLException {
        return isControl
                ? 0
                : ExpandScenario.number(statement, "select count(*) from big where name is distinct from title");
    }

    private static void migrate(Database database, Contract contract) throws SQLException {
        try (HikariDataSource pool = database.pool()) {
            MigrationRunner.on(PostgresTarget.of(pool))
                    .service("bench", "1")
                    .from(ExpandContract.of("1-Rename", TableChange.renameColumn("big", "name", "title"), contract))
                    .settings(Settings.defaults())
                    .build()
                    .migrate();
        }
    }
}
