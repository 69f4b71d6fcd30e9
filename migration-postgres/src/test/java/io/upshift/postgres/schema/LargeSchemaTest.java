package io.upshift.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Schema;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LargeSchemaTest {
    private static final Logger log = LoggerFactory.getLogger(LargeSchemaTest.class);
    private static final int TABLES = Integer.getInteger("upshift.test.tables", 200);

    @Test
    void manyTablesAreReadWhole() throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < TABLES; i++) {
                statement.addBatch("create table t" + i + " (id bigint generated always as identity primary key,"
                        + " a text not null default 'x', b int, c jsonb, d timestamptz, check (b > 0))");
                statement.addBatch("create index on t" + i + " (a, b)");
            }
            statement.executeBatch();

            long begun = System.nanoTime();
            Schema schema = new SchemaReader("public").read(connection);
            log.info(
                    "{} tables, {} objects, {} ms",
                    TABLES,
                    schema.objects().size(),
                    (System.nanoTime() - begun) / 1_000_000);

            // A table, five columns and their order, an identity's sequence, two constraints, two indexes.
            assertThat(schema.objects()).hasSize(TABLES * 12);
        }
    }
}
