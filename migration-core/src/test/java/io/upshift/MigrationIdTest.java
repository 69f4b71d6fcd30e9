package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIdTest {
    @Test
    void theTextFormIsReadBack() {
        for (String text : List.of("1709123456789-AddOrderTags", "1.2-add_tags", "3-a-b", "R-views")) {
            assertThat(MigrationId.parse(text)).hasToString(text).isEqualTo(MigrationId.parse(text));
        }
    }

    @ParameterizedTest
    @CsvSource({"001,1", "0,0", "00,0", "1_2,1.2", "01.020,1.20", "10,10", "1.0,1.0", "100_001,100.1"})
    void leadingZerosDontCountAndUnderscoresAreDots(String written, String version) {
        assertThat(MigrationId.of(written, "a").version()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1.", ".1", "1..2", "1__2", "1-2", "١", "-1", "1 "})
    void anythingElseIsNoVersion(String version) {
        assertThatThrownBy(() -> MigrationId.of(version, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AddOrderTags", "-a", "1-", "1- ", "X-a"})
    void anythingElseIsNoId(String text) {
        assertThatThrownBy(() -> MigrationId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsAreOrderedByTheirNumbersAndRepeatablesComeLast() {
        List<String> ordered = List.of(
                "1-a",
                "1.0.1-a",
                "1.2-a",
                "1.10-a",
                "2-a",
                "10-a",
                "1709123456789-a",
                "99999999999999999999-a",
                "R-a",
                "R-b");

        Stream<String> sorted = ordered.stream()
                .sorted((a, b) -> b.compareTo(a))
                .map(MigrationId::parse)
                .sorted()
                .map(MigrationId::toString);

        assertThat(sorted).containsExactlyElementsOf(ordered);
    }

    @Test
    void aMissingPartOfAVersionCountsAsZero() {
        assertThat(MigrationId.compareVersions("1", "1.0.0")).isZero();
        assertThat(MigrationId.compareVersions("1.0.1", "1")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"AddOrderTags,add order tags", "add_order_tags,add order tags", "add-tags,add tags", "Phase1,phase1"})
    void theDescriptionIsTheNameInWords(String name, String description) {
        assertThat(MigrationId.of("1", name).description()).isEqualTo(description);
    }
}
