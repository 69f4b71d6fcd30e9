package io.upshift.cli;

import io.upshift.Report;
import io.upshift.page.Pages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report as files: a reader sees the one before or the new one, never half of it. */
final class ReportFile {
    static final String NAME = "migration-report.json";
    static final String PAGE = "migration-report.html";

    private final Path folder;

    ReportFile(Path folder) {
        this.folder = folder;
    }

    /** The JSON, and the page where its engine is on the class path. */
    void write(Report report, PrintStream warnings) {
        write(NAME, report.toJson(), warnings);
        if (Pages.isAvailable()) {
            write(PAGE, Pages.of(report), warnings);
        }
    }

    /** A folder that can't be written is only a warning: the run itself has ended. */
    void write(String name, String text, PrintStream warnings) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, name, ".tmp");
            try {
                Files.writeString(temporary, text);
                move(temporary, folder.resolve(name));
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            warnings.println("warning  The report can't be written to " + folder + " · " + e
                    + " · next: choose another folder with --report-dir");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
