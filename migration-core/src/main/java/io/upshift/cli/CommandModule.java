package io.upshift.cli;

import java.util.List;

/** Commands that a module or a service adds to the command line. */
@FunctionalInterface
public interface CommandModule {

    /** New instances each time it is called. */
    List<CliCommand> commands();
}
