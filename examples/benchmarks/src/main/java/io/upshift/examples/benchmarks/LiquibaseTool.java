package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase with its defaults, except that it is quiet and sends nothing home. */
final class LiquibaseTool implements Tool {
    private static final Logger LOG = Logger.getLogger("liquibase");

    LiquibaseTool() {
        System.setProperty("liquibase.analytics.enabled", "false");
        LOG.setLevel(Level.WARNING);
    }

    @Override
    public String name() {
        return Tools.LIQUIBASE;
    }

    @Override
    public Built build(Workload workload, DataSource dataSource) throws Exception {
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(dataSource.getConnection()));
        Liquibase liquibase =
                new Liquibase(workload.changelog(), new DirectoryResourceAccessor(workload.folder()), database);
        return new Built() {
            @Override
            public void migrate() throws Exception {
                Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> update(liquibase));
            }

            @Override
            public void close() throws SQLException {
                try {
                    liquibase.close();
                } catch (LiquibaseException e) {
                    throw new SQLException(e);
                }
            }
        };
    }

    @Override
    public long recorded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from databasechangelog")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As in a new process: the answer "up to date" is cached for the life of the JVM. */
    private static void update(Liquibase liquibase) throws Exception {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        liquibase.update(new Contexts(), new LabelExpression());
    }
}
