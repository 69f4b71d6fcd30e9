package io.upshift.postgres.testkit;

import io.upshift.Action;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import io.upshift.testkit.contract.TargetContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresContractTest extends TargetContract<PostgresSession> {
    private final Database database = PostgresServer.shared().freshDatabase();
    private final Sql sql = new Sql(database.dataSource());

    @BeforeEach
    void makeTable() {
        sql.execute("create table kept (of text)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Override
    protected Target<PostgresSession> target() {
        return PostgresTarget.of(database.dataSource());
    }

    @Override
    protected Action<PostgresSession> keep(String text) {
        return session -> session.sql("insert into kept values (?)", text);
    }

    @Override
    protected List<String> kept() {
        return sql.texts("select of from kept");
    }

    @Override
    protected void loseLock() {
        sql.texts("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"
                + " and database = (select oid from pg_database where datname = current_database())");
    }
}
