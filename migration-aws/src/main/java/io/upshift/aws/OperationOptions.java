package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What operations over several steps need: a name, a journal, and who is told. */
final class OperationOptions {
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    @Option(
            names = "--name",
            paramLabel = "<name>",
            required = true,
            description = "Of this operation, such as 1.4.0: the same to go on with it.")
    private String name = "";

    @Option(
            names = "--journal",
            paramLabel = "<where>",
            defaultValue = "upshift-operations",
            description = "A folder, or s3://bucket/prefix, where the steps are written down"
                    + " (default: ${DEFAULT-VALUE}).")
    private String journal = "";

    @Option(names = "--notify", paramLabel = "<topic>", description = "The ARN of an SNS topic to tell.")
    private @Nullable String topic;

    @Option(
            names = "--environment",
            paramLabel = "<name>",
            defaultValue = "production",
            description = "As notifications call it (default: ${DEFAULT-VALUE}).")
    private String environment = "";

    String name() {
        return name;
    }

    OperationJournal journal(AwsClients clients) {
        if (!journal.contains("://")) {
            return OperationJournal.files(Path.of(journal));
        }
        Matcher s3 = S3.matcher(journal);
        if (!s3.matches()) {
            throw MigrationException.usage(
                    "There is no such journal: " + journal, "give a folder, or s3://bucket/prefix");
        }
        String prefix = s3.group(2).isEmpty() || s3.group(2).endsWith("/") ? s3.group(2) : s3.group(2) + "/";
        return OperationJournal.s3(clients.s3(), s3.group(1), prefix);
    }

    List<RunListener> listeners(AwsClients clients, RunListener progress) {
        List<RunListener> listeners = new ArrayList<>(List.of(progress));
        if (topic != null) {
            listeners.add(SnsNotifications.of(clients.sns(), topic, environment));
        }
        return listeners;
    }
}
