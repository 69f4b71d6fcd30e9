package io.upshift.cli;

import io.upshift.Status;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows where every migration stands.")
final class StatusCommand implements CliCommand {
    @Override
    public int run(CommandContext context) {
        Status status = context.migrations().status();
        if (context.json()) {
            context.out().print(status.toJson());
        } else {
            (status.stores().isEmpty() ? List.of(status) : status.stores())
                    .forEach(store -> print(store, context.out()));
        }
        return ExitCodes.DONE;
    }

    private static void print(Status status, PrintStream out) {
        out.println(status.service().name() + " on " + status.target());
        Table table = new Table("STATE", "ID", "DESCRIPTION", "APPLIED AT", "BY");
        for (Status.Line line : status.migrations()) {
            table.row(
                    Words.of(line.state()),
                    line.id().toString(),
                    line.description(),
                    Words.of(line.appliedAt()),
                    line.by());
        }
        table.print(out);
        for (Status.Line line : status.migrations()) {
            if (!line.waiting().isEmpty()) {
                out.println("waiting  " + line.id() + "  " + line.waiting());
            }
        }
        for (Status.Work work : status.batches()) {
            out.println("batches  " + work.id() + "  " + Words.of(work));
        }
        status.problems().forEach(problem -> out.println("problem  " + problem));
    }
}
