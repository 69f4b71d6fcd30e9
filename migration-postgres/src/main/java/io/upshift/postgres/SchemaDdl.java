package io.upshift.postgres;

import io.upshift.MigrationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.loader.pg.JdbcPgLoader;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.pg.PgDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** The statements that turn one schema into another, worded by pgCodeKeeper; apart, because the library is optional. */
final class SchemaDdl {
    private SchemaDdl() {}

    static String between(PostgresTarget has, PostgresTarget wants) {
        try {
            return PgCodeKeeperApi.diff(new CoreSettings(), load(has), load(wants));
        } catch (IOException e) {
            throw MigrationException.failed(
                    "The schema could not be worded · " + wants.describe(),
                    "see the cause; the role must be able to read the catalog",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MigrationException.failed("Interrupted while reading a schema", "run again", e);
        }
    }

    private static PgDatabase load(PostgresTarget target) throws IOException, InterruptedException {
        return new JdbcPgLoader(new Connector(target), "UTC", new CoreSettings(), new NullMonitor(), null).load();
    }

    /** Reads only. */
    private record Connector(PostgresTarget target) implements IJdbcConnector {
        @Override
        public Connection getConnection() throws IOException {
            try {
                return target.another();
            } catch (SQLException e) {
                throw new IOException(SqlErrors.message(e), e);
            }
        }

        @Override
        public String getBatchDelimiter() {
            return "";
        }

        @Override
        public String getUrl() {
            return "jdbc:postgresql:";
        }
    }
}
