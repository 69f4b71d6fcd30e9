package io.upshift.postgres.backfill;

import io.upshift.testkit.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM of its own that counts, when it is told to. */
record BackfillChild(Process process, BufferedReader output) implements AutoCloseable {
    /** URL, user, password, batch size, workers. */
    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        System.out.println(Counters.runner(source, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]))
                .migrate()
                .getClass()
                .getSimpleName());
    }

    static BackfillChild start(Database database, int batchSize, int workers) throws IOException {
        String classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> String.valueOf(System.getProperty("java.class.path")));
        Process process = new ProcessBuilder(List.of(
                        Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java")
                                .toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        classes,
                        BackfillChild.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        Integer.toString(batchSize),
                        Integer.toString(workers)))
                .redirectErrorStream(true)
                .start();
        return new BackfillChild(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    void awaitReady() throws IOException {
        String said = String.valueOf(output.readLine());
        if (!said.equals("ready")) {
            throw new IOException("The child said: " + said);
        }
    }

    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    String said() throws IOException {
        return String.valueOf(output.readLine());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it stands, without ending it, or lets it go on. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
