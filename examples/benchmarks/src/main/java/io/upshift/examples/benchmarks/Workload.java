package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The migrations that every tool brings, each a table of three columns and an index.
 *
 * @param count numbers them from 1 on
 * @param folder holds them as SQL files and as a changelog
 */
record Workload(int count, Path folder) {
    private static final String CHANGELOG = "changelog.sql";

    /** Writes the files of a workload. */
    static Workload write(int count, Path parent) throws IOException {
        Workload workload = new Workload(count, Files.createDirectories(parent.resolve("workload-" + count)));
        Files.createDirectories(workload.sqlFiles());
        StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
        for (int i = 1; i <= count; i++) {
            Files.writeString(workload.sqlFiles().resolve("V" + i + "__t" + i + ".sql"), ddl(i) + "\n");
            changelog.append("\n--changeset bench:").append(i).append('\n');
            changelog.append(ddl(i)).append('\n');
        }
        Files.writeString(workload.folder.resolve(CHANGELOG), changelog);
        return workload;
    }

    Path sqlFiles() {
        return folder.resolve("sql");
    }

    String changelog() {
        return CHANGELOG;
    }

    static String ddl(int i) {
        return String.join(";\n", statements(i)) + ";";
    }

    static List<String> statements(int i) {
        return List.of(
                "create table t" + i + " (id bigint not null, name text, created_at timestamptz)",
                "create index t" + i + "_name on t" + i + " (name)");
    }
}
