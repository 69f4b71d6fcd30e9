package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a real pooler; skipped where there is none. */
class PoolerTest {
    @TempDir
    Path folder;

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPoolByTransactionIsRefusedBeforeAnythingIsSetOrChanged() throws Exception {
        for (int size : new int[] {1, 4}) {
            try (PgBouncer bouncer = PgBouncer.start(folder, database, "transaction", size)) {
                assertThatThrownBy(() -> runner(bouncer.dataSource()).migrate())
                        .as("pool of " + size)
                        .isInstanceOf(MigrationException.class)
                        .hasMessageContaining("hands out sessions by transaction")
                        .hasMessageContaining("next: connect to the server directly");
                assertThat(new Rows(bouncer.dataSource()).text("select current_setting('lock_timeout')"))
                        .isEqualTo("0");
            }
            assertThat(rows.number("select count(*) from pg_class where relname like 'upshift%'"))
                    .isZero();
        }
    }

    @Test
    void aPoolByTransactionInUseByOthersIsRefused() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(folder, database, "transaction", 4);
                Connection busy = bouncer.dataSource().getConnection()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select 1");
            assertThatThrownBy(() -> runner(bouncer.dataSource()).migrate())
                    .hasMessageContaining("hands out sessions by transaction");
        }
    }

    @Test
    void aPoolBySessionServes() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(folder, database, "session", 4)) {
            assertThat(runner(bouncer.dataSource()).migrate()).isInstanceOf(Report.Completed.class);
            assertThat(runner(bouncer.dataSource()).migrate()).isInstanceOf(Report.UpToDate.class);
        }
        assertThat(rows.text("select to_regclass('made') is not null")).isEqualTo("t");
    }

    @Test
    void aDirectConnectionIsKnownByThePidItWasTold() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(Pooler.toldPid(connection)).isPositive();
            assertThat(Pooler.sharesSessions(PostgresTarget.of(database.dataSource()), connection))
                    .isFalse();
        }
    }

    private static MigrationRunner<PostgresSession> runner(DataSource source) {
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("pooled", "1")
                .add(new Sample.Java(1, "create table ran (migration int); create table made (id int)"))
                .settings(Settings.defaults())
                .build();
    }
}
