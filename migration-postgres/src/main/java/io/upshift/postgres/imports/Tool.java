package io.upshift.postgres.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A tool whose history can be read. */
enum Tool {
    FLYWAY("flyway_schema_history", new FlywayReader()),
    LIQUIBASE("databasechangelog", new LiquibaseReader()),
    TYPEORM("migrations", new TypeOrmReader()),
    PRISMA("_prisma_migrations", new PrismaReader()),
    KNEX("knex_migrations", new KnexReader());

    private final String table;
    private final HistoryReader reader;

    Tool(String table, HistoryReader reader) {
        this.table = table;
        this.reader = reader;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its history's table unless somebody has given it another. */
    String table() {
        return table;
    }

    HistoryReader reader() {
        return reader;
    }

    static String words() {
        return Arrays.stream(values()).map(Tool::word).collect(Collectors.joining(", "));
    }

    static List<String> tables() {
        return Arrays.stream(values()).map(Tool::table).toList();
    }
}
