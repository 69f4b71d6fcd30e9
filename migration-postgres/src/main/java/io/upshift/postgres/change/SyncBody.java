package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the function that keeps old and new in step does with a row.
 *
 * <p>The marker is null in a row that isn't filled yet. Whatever is done to a row turns it from 0 to 1 or back, so a
 * trigger that finds it turned knows that another one has fired before it. In a row that isn't filled, each new column
 * that the statement writes leaves a bit in it: the others are filled before the old ones are made of them all.
 */
record SyncBody(Sync sync) {
    static final int FIRST_BIT = 2;

    /** As many new columns as there are bits. */
    static final int MOST_COLUMNS = 29;

    String text() {
        // For a composite type, IS NOT NULL asks about its fields.
        String present = sync.forward().keySet().stream()
                .map(column -> "new." + Identifiers.quoted(column) + " is distinct from null")
                .collect(Collectors.joining(" or "));
        return """
                #variable_conflict use_column
                declare
                    upshift_way text := tg_argv[0];
                begin
                    if upshift_way = 'insert' then
                        -- A row that has a mark already was moved here from another partition.
                        if new.%1$s is not null then
                            return new;
                        end if;
                        upshift_way := case when %2$s then 'new' else 'old' end;
                    elsif upshift_way = 'written' then
                        new.%1$s := coalesce(new.%1$s, 0) | tg_argv[1]::integer;
                        return new;
                    elsif upshift_way = 'old' and new.%1$s is distinct from old.%1$s then
                        return new;
                    elsif upshift_way = 'others' then
                        upshift_way := case when %3$s then 'old' else 'new' end;
                    end if;
                    if upshift_way = 'new' then
                %4$s%5$s    else
                %6$s    end if;
                    new.%1$s := case when tg_op = 'UPDATE' and old.%1$s = 1 then 0 else 1 end;
                    return new;
                end
                """.formatted(
                        sync.marker(),
                        present,
                        Sync.same(sync.forward().keySet()),
                        sync.forward().size() > 1 ? filled() : "",
                        Block.of(sync.table(), sync.backInputs(), assignments(sync.back())),
                        Block.of(sync.table(), sync.forwardInputs(), assignments(sync.forward())));
    }

    private String filled() {
        StringBuilder filling = new StringBuilder();
        int bit = FIRST_BIT;
        for (Map.Entry<String, String> one : sync.forward().entrySet()) {
            filling.append("            if coalesce(new.")
                    .append(sync.marker())
                    .append(", 0) & ")
                    .append(bit)
                    .append(" = 0 then\n")
                    .append(assignments(Map.of(one.getKey(), one.getValue())))
                    .append("            end if;\n");
            bit *= 2;
        }
        return "        if tg_op = 'UPDATE' and old." + sync.marker() + " is null then\n"
                + Block.of(sync.table(), sync.forwardInputs(), filling.toString()) + "        end if;\n";
    }

    static String assignments(Map<String, String> expressions) {
        StringBuilder assignments = new StringBuilder();
        expressions.forEach((column, expression) -> assignments
                .append("            new.")
                .append(Identifiers.quoted(column))
                .append(" := (")
                .append(expression)
                .append("\n            );\n"));
        return assignments.toString();
    }
}
