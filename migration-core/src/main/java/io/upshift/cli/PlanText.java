package io.upshift.cli;

import io.upshift.Plan;
import io.upshift.RemoteCall;
import java.io.PrintStream;
import java.util.List;

/** A plan as a table, with what it will execute. */
final class PlanText {
    private static final int SHOWN = 100;
    private static final String INDENT = "    ";

    private PlanText() {}

    /** @param whole whether to show all of each statement, and not only its first line */
    static void print(Plan plan, boolean whole, PrintStream out) {
        for (Plan store : plan.stores()) {
            out.println("On " + store.target() + (store.isEmpty() ? ": nothing" : ""));
            if (!store.isEmpty()) {
                print(store, whole, out);
            }
            out.println();
        }
        if (plan.stores().isEmpty()) {
            items(plan, whole, out);
        } else {
            calls(plan.calls(), out);
        }
    }

    private static void items(Plan plan, boolean whole, PrintStream out) {
        Table table = new Table("ID", "KIND", "REVERSIBLE", "BREAKING", "RISK", "DESCRIPTION");
        for (Plan.Item item : plan.items()) {
            table.row(
                    item.id().toString(),
                    Words.of(item.kind()),
                    Words.of(item.isReversible()),
                    Words.of(item.metadata().breaking()),
                    Words.of(item.metadata().risk()),
                    item.description() + (item.isResumed() ? " (resumed)" : ""));
        }
        table.print(out);
        for (Plan.Item item : plan.items()) {
            statements(item, whole, out);
        }
        plan.warnings().forEach(warning -> out.println("warning  " + warning));
        FindingText.print(plan.findings(), out);
        calls(plan.calls(), out);
    }

    private static void calls(List<RemoteCall> calls, PrintStream out) {
        if (calls.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("CALL", "ON", "PURPOSE");
        calls.forEach(call -> table.row(call.permission(), call.resource(), call.purpose()));
        table.print(out);
    }

    private static void statements(Plan.Item item, boolean whole, PrintStream out) {
        if (!item.statements().isEmpty()) {
            out.println();
            out.println(item.id());
        }
        for (String statement : item.statements()) {
            String text = statement.strip();
            out.println(INDENT + (whole ? text.replace("\n", "\n" + INDENT) : firstLine(text)));
        }
    }

    static String firstLine(String statement) {
        int end = statement.indexOf('\n');
        String line = end < 0 ? statement : statement.substring(0, end).stripTrailing();
        if (line.length() > SHOWN) {
            return line.substring(0, SHOWN) + " …";
        }
        return end < 0 ? line : line + " …";
    }
}
