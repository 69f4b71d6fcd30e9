package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.State;
import io.upshift.postgres.PostgresSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the old column goes, and what can be taken back. */
class ContractTest {
    private static final TableChange RENAME = TableChange.renameColumn("orders", "customer", "customer_name");

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open("create table orders (id bigint primary key, customer text not null default 'x');"
                + " insert into orders select i, 'c' || i from generate_series(1, 100) i");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theContractWaitsUntilSomebodyConfirmsIt() throws Exception {
        MigrationRunner<PostgresSession> runner = stage.runner(RENAME, Contract.notYet());
        Report.Completed report = (Report.Completed) runner.migrate();
        assertThat(String.join(" ", report.deferred()))
                .contains("nobody has said that orders.customer may go", "Contract.confirmed(\"orders.customer\")");
        assertThat(states(runner)).containsExactly(State.APPLIED, State.APPLIED, State.DEFERRED);
        assertThat(stage.columns("orders")).contains("customer customer_name");

        MigrationRunner<PostgresSession> wrong = stage.runner(RENAME, Contract.confirmed("orders.id"));
        assertThat(String.join(" ", ((Report.Completed) wrong.migrate()).deferred()))
                .contains("confirms orders.id");

        stage.runner(RENAME, Contract.confirmed("orders.customer")).migrate();
        assertThat(stage.columns("orders")).isEqualTo("id customer_name");
        assertThat(stage.text("insert into orders (id) values (1000) returning customer_name"))
                .isEqualTo("x");
    }

    @Test
    void theContractWaitsForItsGates() throws Exception {
        AtomicBoolean open = new AtomicBoolean();
        Contract contract =
                Contract.when(session -> open.get() ? Optional.empty() : Optional.of("orders 1.0.0 is alive"));
        MigrationRunner<PostgresSession> runner = stage.runner(RENAME, contract);
        assertThat(((Report.Completed) runner.migrate()).deferred().toString()).contains("orders 1.0.0 is alive");
        open.set(true);
        runner.migrate();
        assertThat(stage.columns("orders")).isEqualTo("id customer_name");
    }

    @Test
    void theOldColumnStaysInStepForAWhile() throws Exception {
        Contract contract = Contract.confirmed("orders.customer").keepingOldFor(Duration.ofDays(3));
        MigrationRunner<PostgresSession> runner = stage.runner(RENAME, contract);
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        Report.Completed report = (Report.Completed) runner.migrate();
        assertThat(report.deferred().toString()).contains("orders.customer stays in step for another ");
        assertThat(states(runner)).containsExactly(State.APPLIED, State.APPLIED, State.APPLIED, State.DEFERRED);
        assertThat(stage.text("insert into orders (id) values (1000) returning customer_name"))
                .isEqualTo("x");
        stage.execute(
                "update orders set customer_name = 'new' where id = 1; update orders set customer = 'old' where id = 2");
        assertThat(stage.rows("select customer, customer_name from orders where id < 3 order by id"))
                .isEqualTo("new|new old|old");

        stage.execute("comment on column orders.upshift_1709123456789 is"
                + " 'Upshift keeps the old columns of this table in step since 2020-01-01 00:00:00+00'");
        runner.migrate();
        assertThat(stage.columns("orders")).isEqualTo("id customer_name");
        assertThat(states(runner)).containsOnly(State.APPLIED);
    }

    @Test
    void aKeptColumnMakesTheContractReversible() throws Exception {
        Contract contract = Contract.confirmed("orders.customer").keepingOldFor(Duration.ofDays(3));
        MigrationRunner<PostgresSession> runner = stage.runner(RENAME, contract);
        runner.migrate();
        stage.execute("update orders set customer_name = 'new' where id = 1");
        runner.revert(RevertTo.everything(), plan -> true);
        assertThat(stage.columns("orders")).isEqualTo("id customer");
        assertThat(stage.text("select customer from orders where id = 1")).isEqualTo("new");
    }

    @Test
    void withoutAKeptColumnTheContractIsThePointOfNoReturn() throws Exception {
        MigrationRunner<PostgresSession> runner = stage.runner(RENAME, Contract.confirmed("orders.customer"));
        runner.migrate();
        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(MigrationException.class);
        assertThat(stage.columns("orders")).isEqualTo("id customer_name");
    }

    @Test
    void aRowThatWasWrittenBehindTheTriggersKeepsTheContractBack() throws Exception {
        stage.backfill(RENAME);
        stage.execute("set session_replication_role = replica; update orders set customer = 'hidden' where id = 7");
        assertThatThrownBy(() -> stage.contract(RENAME)).hasMessageContaining("don't agree in 1 rows");
        assertThat(stage.columns("orders")).contains("customer customer_name");
        stage.execute("update orders set customer = customer where id = 7");
        stage.contract(RENAME);
        assertThat(stage.text("select customer_name from orders where id = 7")).isEqualTo("hidden");
    }

    private static List<State> states(MigrationRunner<PostgresSession> runner) {
        return runner.status().migrations().stream().map(line -> line.state()).toList();
    }
}
