package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule on migrations that it is made for, and on ones that only look like it.
 *
 * <p>With {@code -Dupshift.test.write-lint=true} what is found is written into the files; look at the difference.
 */
class LintFixtureTest {
    static final boolean WRITE = Boolean.getBoolean("upshift.test.write-lint");

    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsWhatTheFileSays(Fixture fixture) throws IOException {
        if (WRITE) {
            fixture.rewrite();
            return;
        }
        assertThat(fixture.found()).as(fixture.toString()).isEqualTo(fixture.expected());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aBadFileIsFoundByItsRuleAndAGoodOneIsNot(Fixture fixture) {
        List<String> rules =
                fixture.findings().stream().map(finding -> finding.rule().id()).toList();
        if (fixture.isBad()) {
            assertThat(rules).as(fixture.toString()).contains(fixture.rule());
        } else {
            assertThat(rules).as(fixture.toString()).doesNotContain(fixture.rule());
        }
    }

    @Test
    void everyRuleHasABadAndAGoodFileAndNoFolderIsLeftOver() throws IOException {
        Set<String> bad = rules(true);
        Set<String> good = rules(false);
        Set<String> rules = Rules.all().stream().map(Rule::id).collect(Collectors.toSet());

        assertThat(bad).isEqualTo(rules);
        assertThat(good).isEqualTo(rules);
    }

    /** Whoever follows a recipe must not be told the same again. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void aFindingThatBlocksSaysWhatToWriteInstead(Fixture fixture) {
        assertThat(fixture.findings())
                .filteredOn(LintFinding::blocks)
                .as(fixture.toString())
                .allSatisfy(finding -> assertThat(finding.hit().recipe()).isNotBlank());
    }

    private static Set<String> rules(boolean bad) throws IOException {
        return Fixture.all().stream()
                .filter(fixture -> fixture.isBad() == bad)
                .map(Fixture::rule)
                .collect(Collectors.toSet());
    }
}
