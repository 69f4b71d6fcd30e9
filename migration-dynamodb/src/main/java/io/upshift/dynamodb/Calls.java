package io.upshift.dynamodb;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Tells calls apart by their names in the client, and writes them down without row data. */
final class Calls {
    private static final Set<String> READS =
            Set.of("describe", "list", "getItem", "query", "scan", "batchGetItem", "transactGetItems", "getResource");

    /** Their requests hold items or parts of them. */
    private static final Set<String> OF_ITEMS = Set.of(
            "putItem",
            "updateItem",
            "deleteItem",
            "batchWriteItem",
            "transactWriteItems",
            "executeStatement",
            "batchExecuteStatement",
            "executeTransaction");

    private Calls() {}

    static boolean changesSomething(String method) {
        return READS.stream().noneMatch(method::startsWith);
    }

    static boolean changesTable(String method) {
        return changesSomething(method) && !OF_ITEMS.contains(method);
    }

    /** The whole request where it is about a table; operation, table and expression where it is about items. */
    static String text(DynamoDbRequest request) {
        String name = request.getClass().getSimpleName();
        String operation = name.substring(0, name.length() - "Request".length());
        String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
        if (changesTable(method)) {
            return operation + request.toString().substring(name.length());
        }
        String details = Stream.of("TableName", "UpdateExpression", "ConditionExpression")
                .flatMap(field -> request.getValueForField(field, String.class).stream())
                .collect(Collectors.joining(" · "));
        return details.isEmpty() ? operation : operation + " " + details;
    }

    static String text(TransactWriteItem write) {
        return Stream.of("Put", "Update", "Delete", "ConditionCheck")
                .filter(kind -> write.getValueForField(kind, Object.class).isPresent())
                .map(kind -> kind + " " + table(write))
                .collect(Collectors.joining());
    }

    private static String table(TransactWriteItem write) {
        if (write.put() != null) {
            return write.put().tableName();
        } else if (write.update() != null) {
            return write.update().tableName() + " · " + write.update().updateExpression();
        } else if (write.delete() != null) {
            return write.delete().tableName();
        }
        return write.conditionCheck() == null ? "" : write.conditionCheck().tableName();
    }
}
