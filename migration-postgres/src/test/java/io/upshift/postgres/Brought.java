package io.upshift.postgres;

import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.RunListener;
import io.upshift.Settings;
import io.upshift.Step;
import io.upshift.postgres.online.OnlineChange;
import java.util.List;
import javax.sql.DataSource;

/** An online change as the one migration of a service. */
record Brought(OnlineChange change) implements OnlineMigration<PostgresSession> {
    @Override
    public MigrationId id() {
        return MigrationId.of("1", "online");
    }

    @Override
    public List<Step<PostgresSession>> steps() {
        return change.steps();
    }

    static Report migrate(DataSource source, OnlineChange change) {
        return runner(source, change, LockBudgets.defaults(), event -> {}).migrate();
    }

    static Report revert(DataSource source, OnlineChange change) {
        return runner(source, change, LockBudgets.defaults(), event -> {}).revert(RevertTo.last(), plan -> true);
    }

    static MigrationRunner<PostgresSession> runner(
            DataSource source, OnlineChange change, LockBudgets budgets, RunListener listener) {
        return MigrationRunner.on(PostgresTarget.of(source).budgets(budgets))
                .service("online", "1")
                .add(new Brought(change))
                .listener(listener)
                .settings(Settings.defaults())
                .build();
    }
}
