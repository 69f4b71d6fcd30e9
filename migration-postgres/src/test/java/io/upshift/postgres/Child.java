package io.upshift.postgres;

import io.upshift.testkit.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM of its own that migrates the sample once, when it is told to. */
record Child(Process process, BufferedReader output) implements AutoCloseable {

    /** URL, user, password, folder of the files. */
    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        System.out.println(Sample.runner(source, Path.of(arguments[3]))
                .migrate()
                .getClass()
                .getSimpleName());
    }

    static Child start(Database database, Path files) throws IOException {
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
                        Child.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        files.toString()))
                .redirectErrorStream(true)
                .start();
        return new Child(
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

    /** The kind of its report, or the first line of what went wrong. */
    String said() throws IOException {
        return String.valueOf(output.readLine());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
