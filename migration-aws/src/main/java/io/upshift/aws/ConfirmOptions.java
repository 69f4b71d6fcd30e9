package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.cli.CommandContext;
import io.upshift.cli.Reporting;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a person confirms what an operation is about to do: by typing back the token that its plan shows. */
final class ConfirmOptions {
    @Option(names = "--plan", description = "Shows what would be done, its token, and every call; changes nothing.")
    private boolean plan;

    @Option(names = "--confirm", paramLabel = "<token>", description = "Confirms it: the token that --plan shows.")
    private @Nullable String token;

    /** Something that asks for a confirmation before it does anything. */
    @FunctionalInterface
    interface Asking<P> {
        int run(Predicate<P> confirmation) throws Exception;
    }

    /** The report is shown and written to its file, except of what is only planned. */
    int operation(CommandContext context, Reporting reporting, Function<Predicate<OperationPlan>, Report> operation)
            throws Exception {
        Asking<OperationPlan> asking = confirmation -> plan
                ? ended(operation.apply(confirmation))
                : reporting.report(context, () -> operation.apply(confirmation));
        return ask(asking, shown -> {
            if (plan && context.json()) {
                context.out().print(shown.toJson());
            } else {
                show(context, shown.describe(), shown.token());
                if (plan) {
                    context.out().print(IamPolicy.of(shown.calls()));
                }
            }
            return shown.token().equals(token);
        });
    }

    int restore(CommandContext context, Asking<RestorePlan> restore) throws Exception {
        return ask(restore, shown -> {
            show(context, shown.describe(), shown.token());
            return shown.token().equals(token);
        });
    }

    /** Unreached: a plan is never confirmed. */
    private static int ended(Report report) {
        return report instanceof Report.Failed ? 1 : 0;
    }

    private <P> int ask(Asking<P> operation, Predicate<P> confirmation) throws Exception {
        boolean[] isShown = {false};
        try {
            return operation.run(shown -> {
                isShown[0] = true;
                return confirmation.test(shown) && !plan;
            });
        } catch (MigrationException e) {
            if (plan && isShown[0] && e.reason() == MigrationException.Reason.REFUSED) {
                return 0;
            }
            throw e;
        }
    }

    private void show(CommandContext context, String what, String expected) {
        context.err().println(what);
        context.err().println("  token: " + expected);
    }
}
