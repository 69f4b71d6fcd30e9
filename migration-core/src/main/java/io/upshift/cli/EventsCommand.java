package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code events}: how many events of which version are stored, and which upcasters can be deleted. */
@Command(name = "events", description = "Counts the stored events by version, and says which upcasters can be deleted.")
public final class EventsCommand implements CliCommand {
    private static final double ALL = 100;

    private final EventRegistry<?> registry;
    private final Counting counting;

    /** Counts what is stored. */
    @FunctionalInterface
    public interface Counting {
        /**
         * Counts.
         *
         * @param percent how much to look at, above 0; 100 counts everything
         */
        EventCensus census(RunnerContext context, double percent) throws Exception;
    }

    @Option(
            names = "--sample",
            paramLabel = "<percent>",
            defaultValue = "100",
            description = "Looks at a part, and estimates (default: everything).")
    private double sample = ALL;

    private EventsCommand(EventRegistry<?> registry, Counting counting) {
        this.registry = registry;
        this.counting = counting;
    }

    /** The command, to be added to a service's command line. */
    public static CommandModule of(EventRegistry<?> registry, Counting counting) {
        return () -> List.of(new EventsCommand(registry, counting));
    }

    @Override
    public int run(CommandContext context) throws Exception {
        if (!(sample > 0 && sample <= ALL)) {
            throw MigrationException.usage(
                    "A sample of " + sample + " % is none", "say more than 0 and at most 100, or leave --sample out");
        }
        EventCensus census = counting.census(context.runnerContext(), sample);
        if (context.json()) {
            context.out().print(census.toJson(registry));
            return ExitCodes.DONE;
        }
        context.out().print(census.toText(registry));
        Set<EventSchema> deletable = census.deletable(registry);
        context.out()
                .println(
                        deletable.isEmpty()
                                ? "No upcaster can be deleted."
                                : "No stored event passes these any more: "
                                        + String.join(
                                                ", ",
                                                deletable.stream()
                                                        .map(EventSchema::toString)
                                                        .toList()));
        return ExitCodes.DONE;
    }
}
