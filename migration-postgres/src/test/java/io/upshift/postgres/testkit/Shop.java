package io.upshift.postgres.testkit;

import io.upshift.Change;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.Operation;
import io.upshift.Preflight;
import io.upshift.Settings;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.lint.Lint;
import io.upshift.postgres.lint.LintPolicy;
import io.upshift.testkit.data.Rows;
import io.upshift.testkit.migration.MigrationSuite;
import io.upshift.testkit.migration.MigrationTest;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A service with two tables and whatever hangs on tables, and one migration more. */
@MigrationTest(plan = "", large = "orders", baselines = "src/test/resources/baselines/right")
class Shop implements MigrationSuite<PostgresSession> {
    private static final String TABLES = """
            create table customers (id bigint generated always as identity primary key, email varchar(80));
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers (id) on delete cascade,
                status text not null default 'new',
                amount integer check (amount is null or amount between 0 and 1000000),
                note varchar(50),
                placed_at timestamptz not null default now());
            create unique index customers_email on customers (lower(email), id);
            create index orders_customer_id on orders (customer_id);
            comment on column orders.note is 'written by the customer';
            create view open_orders as select id, status from orders where status <> 'done';
            grant select on open_orders to public;
            create function touch() returns trigger language plpgsql as 'begin return new; end';
            create trigger orders_touch before update on orders for each row execute function touch()
            """;

    private final Change<PostgresSession> second;

    Shop(Change<PostgresSession> second) {
        this.second = second;
    }

    /** A shop whose second migration executes this. */
    static Shop with(String up, String down) {
        return new Shop(new Statements("2-second", () -> up, down));
    }

    /** The same without a way back. */
    static Shop with(String up) {
        return new Shop(new OneWay("2-second", up));
    }

    @Override
    public Target<PostgresSession> target(DataSource dataSource) {
        return PostgresTarget.of(dataSource);
    }

    @Override
    public MigrationRunner.Builder<PostgresSession> migrations(Target<PostgresSession> target) {
        return MigrationRunner.on(target)
                .service("shop", "1")
                .settings(Settings.defaults())
                .add(new OneWay("1-tables", TABLES))
                .add(second);
    }

    @Override
    public void fill(DataSource dataSource) {
        Rows.in(dataSource).seed(5).perTable(40).fillEmptyTables();
    }

    @Override
    public List<Preflight> checks(Target<PostgresSession> target) {
        return List.of(Lint.with(LintPolicy.production()).on((PostgresTarget) target));
    }

    /** @param up asked each time it is executed */
    record Statements(String name, Supplier<String> up, String down) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.parse(name);
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            db.sql(up.get());
        }

        @Override
        public void down(PostgresSession db) throws SQLException {
            if (!down.isEmpty()) {
                db.sql(down);
            }
        }
    }

    /** An online step that knows that it is done as long as its process lives, and does it again afterwards. */
    record Forgetful() implements OnlineMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.parse("2-second");
        }

        @Override
        public List<Step<PostgresSession>> steps() {
            return List.of(Step.online("add a customer", new AddCustomer(), null));
        }
    }

    private static final class AddCustomer implements Operation<PostgresSession> {
        private boolean done;

        @Override
        public void run(PostgresSession db) throws SQLException {
            db.sql("insert into customers (email) values ('support@example.org')");
            done = true;
        }

        @Override
        public boolean isDone(PostgresSession db) {
            return done;
        }
    }

    private record OneWay(String name, String up) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.parse(name);
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            db.sql(up);
        }
    }
}
