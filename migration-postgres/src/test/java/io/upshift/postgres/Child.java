package io.upshift.postgres;

import io.upshift.MigrationRunner;
import io.upshift.testkit.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM of its own that migrates once, when it is told to: the sample, unless another main is given. */
public record Child(Process process, BufferedReader output) implements AutoCloseable {

    /** URL, user, password, folder of the files. */
    public static void main(String[] arguments) throws IOException {
        migrate(arguments, source -> Sample.runner(source, Path.of(arguments[3])));
    }

    /**
     * What the main of a child does: says that it is ready, waits for the word, migrates, and says how it went.
     *
     * @param arguments URL, user, password, and whatever else the main wants
     */
    public static void migrate(String[] arguments, Function<DataSource, MigrationRunner<PostgresSession>> runner)
            throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        System.out.println(runner.apply(source).migrate().getClass().getSimpleName());
    }

    static Child start(Database database, Path files) throws IOException {
        return start(Child.class, database, files.toString());
    }

    /**
     * Starts a JVM.
     *
     * @param main has a main that calls {@link #migrate}
     * @param more its arguments behind URL, user and password
     */
    public static Child start(Class<?> main, Database database, String... more) throws IOException {
        String classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> String.valueOf(System.getProperty("java.class.path")));
        List<String> command = new ArrayList<>(List.of(
                Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java")
                        .toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                classes,
                main.getName(),
                database.url(),
                database.user(),
                database.password()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new Child(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    public void awaitReady() throws IOException {
        String said = String.valueOf(output.readLine());
        if (!said.equals("ready")) {
            throw new IOException("The child said: " + said);
        }
    }

    public void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** The kind of its report, or the first line of what went wrong. */
    public String said() throws IOException {
        return String.valueOf(output.readLine());
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it stands, without ending it, or lets it go on. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
