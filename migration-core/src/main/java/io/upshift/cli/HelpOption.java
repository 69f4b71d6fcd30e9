package io.upshift.cli;

import picocli.CommandLine.Option;

/** The only option that stands before a command. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    boolean isAsked() {
        return help;
    }
}
