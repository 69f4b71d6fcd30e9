package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StandbyTest {

    @Test
    void aStandbyFollowsItsPrimaryAndRefusesToBeWritten() throws Exception {
        try (PostgresServer primary = PostgresServer.embedded().start();
                Database orders = primary.database("orders")) {
            Query.on(orders).run("create table before_the_copy (a int)");
            try (PostgresServer standby = primary.standby()) {
                Query.on(orders).run("create table after_the_copy (a int)");
                Database followed = standby.database("orders");
                await(followed, "select to_regclass('after_the_copy') is not null");
                assertThat(Query.on(followed).value("select to_regclass('before_the_copy')"))
                        .isEqualTo("before_the_copy");
                assertThatThrownBy(() -> Query.on(followed).run("create table b (a int)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("read-only");
            }
        }
    }

    private static void await(Database database, String condition) throws SQLException {
        for (int waits = 0; waits < 300; waits++) {
            if (Query.on(database).value(condition).equals("t")) {
                return;
            }
            Pause.millis(50);
        }
        throw new AssertionError("The standby has not followed: " + condition);
    }
}
