package io.upshift.postgres.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A tool whose history can be read. */
enum Tool {
    FLYWAY("flyway_schema_history"),
    LIQUIBASE("databasechangelog"),
    TYPEORM("migrations"),
    PRISMA("_prisma_migrations"),
    KNEX("knex_migrations");

    private final String table;

    Tool(String table) {
        this.table = table;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its history's table unless somebody has given it another. */
    String table() {
        return table;
    }

    HistoryReader reader() {
        return switch (this) {
            case FLYWAY -> new FlywayReader();
            case LIQUIBASE -> new LiquibaseReader();
            case TYPEORM -> new TypeOrmReader();
            case PRISMA -> new PrismaReader();
            case KNEX -> new KnexReader();
        };
    }

    static String words() {
        return Arrays.stream(values()).map(Tool::word).collect(Collectors.joining(", "));
    }

    static List<String> tables() {
        return Arrays.stream(values()).map(Tool::table).toList();
    }
}
