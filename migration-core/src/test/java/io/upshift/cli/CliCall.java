package io.upshift.cli;

import io.upshift.Change;
import io.upshift.InMemorySession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the command line in a folder, and keeps what the last call printed. */
final class CliCall {
    private final Path folder;
    private final MemoryOptions options;
    private final UpshiftCli cli;
    private final ByteArrayOutputStream out;
    private final ByteArrayOutputStream err;
    private Terminal.@Nullable Questions questions;
    private boolean colours;

    CliCall(Path folder, MemoryOptions options) {
        this(
                folder,
                options,
                UpshiftCli.of("orders", options),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
    }

    private CliCall(
            Path folder, MemoryOptions options, UpshiftCli cli, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        this.folder = folder;
        this.options = options;
        this.cli = cli;
        this.out = out;
        this.err = err;
    }

    /** The same service with other migrations, printing to the same place. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final CliCall with(Change<InMemorySession>... changes) {
        MemoryOptions other = new MemoryOptions(options.target(), changes);
        return new CliCall(folder, other, UpshiftCli.of("orders", other), out, err);
    }

    CliCall with(CommandModule module) {
        return new CliCall(folder, options, cli.with(module), out, err);
    }

    /** A person is at the terminal and types this to every question. */
    CliCall answering(String answer) {
        questions = () -> answer;
        return this;
    }

    /** The terminal shows colours. */
    CliCall colourful() {
        colours = true;
        return this;
    }

    int run(String... args) {
        out.reset();
        err.reset();
        return cli.run(new Terminal(stream(out), stream(err), questions, folder, colours), args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** What was printed, which has to be one JSON object. */
    Map<String, Object> json() {
        return JsonText.object(out());
    }

    Path folder() {
        return folder;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
