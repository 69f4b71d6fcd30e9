package io.upshift.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A command of its own JVM that uses the server of a folder until its input ends. */
record ServerCommand(Process process, BufferedReader output) implements AutoCloseable {

    public static void main(String[] arguments) throws Exception {
        try (PostgresServer server = PostgresServer.embedded(Path.of(arguments[0]));
                Database database = server.database("kept")) {
            Query.on(database)
                    .run(
                            "select pg_advisory_lock(1)",
                            "create table if not exists visits (at timestamptz)",
                            "insert into visits values (now())");
            System.out.println(server + " " + Query.on(database).value("select count(*) from visits"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    static ServerCommand start(Path folder) throws IOException {
        String classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> String.valueOf(System.getProperty("java.class.path")));
        String java = Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java")
                .toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-D" + Folders.WORK + "=" + Folders.work(),
                        "-D" + PgBinaries.PROPERTY + "="
                                + Setting.ofThisJvm().get(PgBinaries.PROPERTY).orElse(""),
                        "-cp",
                        classes,
                        ServerCommand.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerCommand(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** The line that says which server it uses, and how many commands have used the database. */
    String said() throws IOException {
        return String.valueOf(output.readLine());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Lets the command end by itself. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
