package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import java.util.Set;

/**
 * Statements of a trigger in PL/pgSQL, in which a row's columns are variables of their names, and of the table's.
 *
 * <p>Expressions over variables are computed several times faster there than a query over the row.
 */
final class Block {
    private Block() {}

    /** @param inputs the columns that the statements read */
    static String of(LiveTable table, Set<String> inputs, String statements) {
        if (statements.isEmpty()) {
            return "        null;\n";
        }
        StringBuilder variables = new StringBuilder();
        for (String input : inputs) {
            Column column = table.columns().get(input);
            variables
                    .append("            ")
                    .append(Identifiers.quoted(input))
                    .append(' ')
                    .append(column == null ? "text" : column.declared())
                    .append(" := new.")
                    .append(Identifiers.quoted(input))
                    .append(";\n");
        }
        return "        <<" + Identifiers.quoted(table.name().name()) + ">>\n        declare\n" + variables
                + "        begin\n" + statements + "        end;\n";
    }
}
