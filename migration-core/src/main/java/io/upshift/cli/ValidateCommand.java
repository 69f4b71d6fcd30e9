package io.upshift.cli;

import io.upshift.Status;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "validate", description = "Checks the history against the declared migrations; changes nothing.")
final class ValidateCommand implements CliCommand {
    @Override
    public int run(CommandContext context) {
        List<String> problems = context.migrations().validate();
        Status status = context.migrations().status();
        if (context.json()) {
            context.out().print(Documents.validation(status, problems));
        } else if (problems.isEmpty()) {
            context.out().println("The history of " + status.service().name() + " on " + status.target() + " is valid");
        } else {
            problems.forEach(problem -> context.out().println("problem  " + problem));
            context.err()
                    .println(Words.count(problems.size(), "problem") + " · " + status.target()
                            + " · next: restore what was changed, or allow it by a setting");
        }
        return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }
}
