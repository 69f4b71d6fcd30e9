package io.upshift.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The number after the highest that a migration in a folder has. */
final class NextVersion {
    private static final Pattern NUMBER = Pattern.compile("V?(\\d{1,9})_.*");

    private NextVersion() {}

    static String in(Path folder) throws IOException {
        int highest = 0;
        for (String file : files(folder)) {
            Matcher number = NUMBER.matcher(file);
            if (number.matches()) {
                highest = Math.max(highest, Integer.parseInt(number.group(1)));
            }
        }
        return String.format(Locale.ROOT, "%03d", highest + 1);
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
