package io.upshift.examples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The near side of an {@link Instance} in another JVM. */
final class InstanceProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private InstanceProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a JVM like this one; it isn't ready yet. */
    static InstanceProcess start(Tool tool, Workload workload, Database database) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName(),
                Instance.COMMAND,
                tool.name(),
                Integer.toString(workload.count()),
                workload.folder().toString()));
        builder.environment().put(Instance.URL, database.url());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new InstanceProcess(builder.start());
    }

    /** Waits until the instance has opened its pool and waits for the word. */
    void awaitReady() throws IOException {
        String answer = answers.readLine();
        if (!Instance.READY.equals(answer)) {
            throw new IllegalStateException("An instance could not start: " + answer);
        }
    }

    void release() throws IOException {
        OutputStream word = process.getOutputStream();
        word.write('\n');
        word.flush();
    }

    InstanceEnd end(Duration longest) throws IOException, InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            return InstanceEnd.failed(new IllegalStateException("still running after " + longest));
        }
        String line = answers.readLine();
        return line == null ? InstanceEnd.failed(new IllegalStateException("died silently")) : InstanceEnd.read(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
