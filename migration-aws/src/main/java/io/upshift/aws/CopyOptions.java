package io.upshift.aws;

import io.upshift.cli.CommandContext;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a restore beside a database needs, and what is said of it. */
final class CopyOptions {
    @Option(
            names = "--as",
            paramLabel = "<id>",
            required = true,
            description = "The name of the new database: the same to go on with one that was cut off.")
    private String name = "";

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    /** Makes the copy. */
    @FunctionalInterface
    interface Making {
        Restored run(String name, Predicate<RestorePlan> confirmation) throws Exception;
    }

    int make(CommandContext context, Making making) throws Exception {
        return confirm.restore(context, confirmation -> {
            Restored restored = making.run(name, confirmation);
            if (context.json()) {
                context.out().print(JsonText.page(json -> {
                    json.writeStringField("copy", restored.copy());
                    json.writeStringField("arn", restored.arn());
                    json.writeStringField("endpoint", restored.endpoint());
                    json.writeStringField("lossSince", restored.plan().at().toString());
                    JsonText.strings(json, "differences", restored.differences());
                }));
            } else {
                context.out().println(restored.copy() + "  " + restored.endpoint());
                restored.differences().forEach(difference -> context.out().println("differs: " + difference));
            }
            return 0;
        });
    }
}
