package io.upshift.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import io.upshift.testkit.fault.FaultProxy.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultProxyTest {
    private final Database database = PostgresServer.shared().freshDatabase();
    private final Sql direct = new Sql(database.dataSource());

    @BeforeEach
    void makeTable() {
        direct.execute("create table t (n int)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everythingPassesAndMayBeSlowed() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(database)) {
            proxy.delay(Duration.ofMillis(5));
            Sql through = new Sql(proxy.dataSource());
            through.execute("insert into t values (1)");

            assertThat(through.number("select count(*) from t")).isEqualTo(1);
            assertThat(proxy.broke()).isFalse();
        }
    }

    @Test
    void aCutEndsConnectionsAndNewOnesPass() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(database);
                Connection connection = proxy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            proxy.cut();

            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
            assertThat(new Sql(proxy.dataSource()).number("select 1")).isEqualTo(1);
        }
    }

    @Test
    void aBlackHoleAnswersNothingAndTellsNobody() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(database);
                Connection connection = proxy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            proxy.blackHole();
            assertThatThrownBy(() -> statement.execute("select 1")).hasStackTraceContaining("Read timed out");

            proxy.restore();
            assertThat(new Sql(proxy.dataSource()).number("select 1")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aChosenCommitIsLostOrDoneAndItsReplyNeverComes(Fault fault) throws Exception {
        try (FaultProxy proxy = FaultProxy.atCommit(database, fault, 1);
                Connection connection = proxy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into t values (1)");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThat(proxy.broke()).isTrue();
        }
        boolean isDone = fault == Fault.CUT_AFTER || fault == Fault.SILENT_AFTER;
        assertThat(direct.number("select count(*) from t")).isEqualTo(isDone ? 1 : 0);
    }

    @Test
    void aConnectionIsCutAtAByte() throws Exception {
        try (FaultProxy proxy = FaultProxy.atByte(database, 2_000)) {
            Sql through = new Sql(proxy.dataSource());
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            through.execute("insert into t values (1)");
                        }
                    })
                    .isInstanceOf(AssertionError.class);
            assertThat(proxy.broke()).isTrue();
        }
    }
}
