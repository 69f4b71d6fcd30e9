package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The findings that docs/lint-review.md judges are those that there are: no other, and none less. */
class LintReviewTest {
    private static final Path PAGE = Path.of("..", "docs", "lint-review.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\((\\d+)\\) \\|");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void conductorIsAsReviewed() throws IOException {
        extract("db/migration_postgres", "");
        assertThat(found()).isEqualTo(reviewed("Conductor"));
    }

    /** What PostgreSQL has in a folder of its own replaces what is common. */
    @Test
    void jobRunrIsAsReviewed() throws IOException {
        extract("org/jobrunr/storage/sql/common/migrations", "V");
        extract("org/jobrunr/storage/sql/postgres/migrations", "V");
        assertThat(found()).isEqualTo(reviewed("JobRunr"));
    }

    @Test
    void theExamplesBlockNothing() {
        List<LintUnit> units = LintFiles.read(List.of(
                Path.of("..", "examples", "order-service", "src", "main", "resources", "db"),
                Path.of("..", "examples", "product-service", "src", "main", "resources", "db"),
                Path.of("..", "examples", "inventory-service", "src", "main", "resources", "db")));

        assertThat(Lint.with(LintPolicy.production()).lint(units))
                .extracting(finding -> finding.rule().id())
                .isNotEmpty()
                .containsOnly("char-column");
    }

    private Map<String, Integer> found() {
        Map<String, Integer> found = new TreeMap<>();
        List<LintUnit> units = LintFiles.read(List.of(folder));
        Lint.with(LintPolicy.production())
                .lint(units)
                .forEach(finding -> found.merge(finding.rule().id(), 1, Integer::sum));
        return found;
    }

    private static Map<String, Integer> reviewed(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n## " + heading + "\n");
        String section = page.substring(from, page.indexOf("\n## ", from + 1));
        return ROW.matcher(section)
                .results()
                .collect(Collectors.toMap(
                        (MatchResult row) -> row.group(1),
                        row -> Integer.valueOf(row.group(2)),
                        Integer::sum,
                        TreeMap::new));
    }

    private void extract(String location, String prefix) throws IOException {
        URL url = Objects.requireNonNull(
                LintReviewTest.class.getClassLoader().getResource(location), location + " is not on the class path");
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.startsWith(location + "/") && name.endsWith(".sql")) {
                    String bare = name.substring(name.lastIndexOf('/') + 1);
                    String renamed = prefix.isEmpty() ? bare : prefix + bare.substring(1);
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.write(
                                folder.resolve(renamed.toUpperCase(Locale.ROOT).replace(".SQL", ".sql")),
                                in.readAllBytes());
                    }
                }
            }
        }
    }
}
