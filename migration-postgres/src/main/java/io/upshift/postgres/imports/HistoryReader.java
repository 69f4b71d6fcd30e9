package io.upshift.postgres.imports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads one tool's history; changes nothing. */
@FunctionalInterface
interface HistoryReader {

    /**
     * @param table its quoted name
     * @param files where the tool's migrations lie, for what it keeps checksums of
     */
    ForeignHistory read(Connection connection, String table, MigrationFiles files) throws SQLException, IOException;
}
