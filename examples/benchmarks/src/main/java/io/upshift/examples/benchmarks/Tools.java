package io.upshift.examples.benchmarks;

import java.util.List;

/** Every tool by name; a tool's classes are loaded when it is asked for, not before. */
final class Tools {
    static final String FLOOR = "floor";
    static final String LIQUIBASE = "liquibase";

    /** What every scenario compares. */
    static final List<String> ALL =
            List.of(FLOOR, "upshift-java", "upshift-sql", "flyway-java", "flyway-sql", LIQUIBASE);

    /** What {@code apply} compares besides: fewer transactions, or fewer messages. */
    static final List<String> FOR_APPLY =
            List.of("floor-one-message", "floor-group", "upshift-group-java", "upshift-group-sql");

    private Tools() {}

    static Tool named(String name) {
        return switch (name) {
            case FLOOR -> new FloorTool(name, FloorStyle.TRANSACTION_EACH);
            case "floor-one-message" -> new FloorTool(name, FloorStyle.ONE_MESSAGE_EACH);
            case "floor-group" -> new FloorTool(name, FloorStyle.ONE_TRANSACTION);
            case "upshift-java" -> new UpshiftTool(name, true, false);
            case "upshift-sql" -> new UpshiftTool(name, false, false);
            case "upshift-group-java" -> new UpshiftTool(name, true, true);
            case "upshift-group-sql" -> new UpshiftTool(name, false, true);
            case "flyway-java" -> new FlywayTool(name, true);
            case "flyway-sql" -> new FlywayTool(name, false);
            case LIQUIBASE -> new LiquibaseTool();
            default ->
                throw new IllegalArgumentException("There is no tool '" + name + "'; there are " + ALL + FOR_APPLY);
        };
    }
}
