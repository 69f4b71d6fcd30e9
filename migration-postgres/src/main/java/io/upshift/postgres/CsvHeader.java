package io.upshift.postgres;

import io.upshift.MigrationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of a CSV file, which names columns; the rows behind it are for the server to read. */
final class CsvHeader {
    private static final Pattern NAME = Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|([^\",\\s][^\",]*?))(,|$)");

    private CsvHeader() {}

    static List<String> of(String path, String text) {
        String line = text.lines().findFirst().orElse("");
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(line);
        int at = 0;
        while (name.find() && name.start() == at && at < line.length()) {
            names.add(name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\""));
            at = name.end();
        }
        if (at < line.length() || names.isEmpty() || line.endsWith(",") || new HashSet<>(names).size() < names.size()) {
            throw MigrationException.refused(
                    "The seed file " + path + " can't be read · line 1",
                    "it isn't a list of different column names",
                    "begin the file with a line such as code,name");
        }
        return names;
    }
}
