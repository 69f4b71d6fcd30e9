package io.upshift.examples.benchmarks;

import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;

/** One migration of the workload in Java, for Upshift. */
final class UpshiftCreateTable implements Migration<PostgresSession> {
    private final int number;

    UpshiftCreateTable(int number) {
        this.number = number;
    }

    @Override
    public MigrationId id() {
        return MigrationId.of(Integer.toString(number), "t" + number);
    }

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql(Workload.ddl(number));
    }
}
