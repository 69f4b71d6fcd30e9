package io.upshift.examples.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.upshift.Settings;
import io.upshift.postgres.LockBudgets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of settings names each that the code knows, with its default. */
class ConfigurationTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (?:`([^`]*)`|none) \\|");

    @Test
    void everySettingIsOnThePageAndNoOther() throws IOException {
        Throwable unknown = catchThrowable(() -> Settings.from(Map.of("upshift.nothing", "")));

        assertThat(names(0)).isEqualTo(candidates(unknown));
    }

    @Test
    void everyBudgetIsOnThePageAndNoOther() throws IOException {
        Throwable unknown = catchThrowable(() -> LockBudgets.from(Map.of("upshift.postgres.nothing", "")));

        assertThat(names(1)).isEqualTo(candidates(unknown));
    }

    @Test
    void theDefaultsOnThePageAreThoseOfTheCode() throws IOException {
        for (MatchResult row : rows(0)) {
            if (row.group(2) != null) {
                Settings set = Settings.from(Map.of("upshift." + row.group(1), row.group(2)));
                assertThat(set).as(row.group(1)).usingRecursiveComparison().isEqualTo(Settings.defaults());
            }
        }
        for (MatchResult row : rows(1)) {
            assertThat(LockBudgets.from(Map.of("upshift.postgres." + row.group(1), row.group(2))))
                    .as(row.group(1))
                    .usingRecursiveComparison()
                    .isEqualTo(LockBudgets.defaults());
        }
        assertThatThrownBy(() -> Settings.from(Map.of("upshift.versioning", "maybe")))
                .isNotNull();
    }

    /** Out of "use one of a, b, c". */
    private static Set<String> candidates(Throwable unknown) {
        String message = String.valueOf(unknown.getMessage());
        String list = message.substring(message.indexOf("use one of ") + "use one of ".length());
        return new TreeSet<>(Pattern.compile(", ")
                .splitAsStream(list.replaceAll(" after .*", ""))
                .toList());
    }

    private static Set<String> names(int section) throws IOException {
        Set<String> names = new TreeSet<>();
        rows(section).forEach(row -> names.add(row.group(1)));
        return names;
    }

    private static List<MatchResult> rows(int section) throws IOException {
        String page = Files.readString(Path.of("../../docs/configuration.md"));
        int second = page.indexOf("\n## PostgreSQL");
        String part = section == 0 ? page.substring(0, second) : page.substring(second);
        return ROW.matcher(part).results().toList();
    }
}
