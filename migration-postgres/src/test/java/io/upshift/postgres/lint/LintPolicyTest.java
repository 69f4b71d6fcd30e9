package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Metadata;
import io.upshift.MigrationException;
import io.upshift.Phase;
import io.upshift.Preflight.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a finding weighs, by policy, size and what the author says of the migration. */
class LintPolicyTest {
    private static final String INDEX = "create index orders_status on orders (status)";
    private static final String DROP = "alter table orders drop column note";
    private static final long MEGABYTE = 1L << 20;

    @Test
    void productionBlocksWhatDevelopmentWarnsOf() {
        assertThat(weight(LintPolicy.production(), INDEX)).isEqualTo(Severity.ERROR);
        assertThat(weight(LintPolicy.development(), INDEX)).isEqualTo(Severity.WARNING);
        assertThat(weight(LintPolicy.of("development"), INDEX)).isEqualTo(Severity.WARNING);
        assertThatThrownBy(() -> LintPolicy.of("staging"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("production or development");
    }

    @Test
    void aServiceGivesRulesItsOwnWeight() {
        LintPolicy policy = LintPolicy.production().rule("create-index-blocks-writes", Severity.ADVICE);

        assertThat(weight(policy, INDEX)).isEqualTo(Severity.ADVICE);
        assertThat(lint(policy.off("create-index-blocks-writes"), Metadata.none(), LiveFacts.NONE, INDEX))
                .isEmpty();
    }

    @Test
    void aRuleThatIsNotThereIsRefusedAndTheOthersAreNamed() {
        assertThatThrownBy(() -> LintPolicy.production().off("create-index"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("create-index-blocks-writes");
    }

    @Test
    void waitingForASmallTableIsAdviceAndForALargeOneAnError() {
        String drop = "drop index orders_status";
        String given = "create table orders (status text); create index orders_status on orders (status);";

        assertThat(sized(MEGABYTE, INDEX)).isEqualTo(Severity.ADVICE);
        assertThat(sized(100 * MEGABYTE, INDEX)).isEqualTo(Severity.ERROR);
        assertThat(lint(LintPolicy.production(), Metadata.none(), facts(100 * MEGABYTE), given, drop))
                .extracting(LintFinding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(lint(LintPolicy.production(), Metadata.none(), facts(2048 * MEGABYTE), given, drop))
                .extracting(LintFinding::severity)
                .containsExactly(Severity.ERROR);
        assertThat(lint(LintPolicy.production().largeTables("orders"), Metadata.none(), LiveFacts.NONE, given, drop))
                .extracting(LintFinding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void aPolicyIsPutTogetherInOneExpression() {
        LintPolicy policy = LintPolicy.production()
                .rule("drop-index-blocks", Severity.ERROR)
                .off("timestamp-without-time-zone")
                .largeTables("orders")
                .smallBelow(20_000_000)
                .largeFrom(2_000_000_000);

        assertThat(lint(policy, Metadata.none(), facts(MEGABYTE), "alter table orders add at timestamp"))
                .isEmpty();
        assertThat(lint(policy, Metadata.none(), facts(MEGABYTE), INDEX))
                .extracting(LintFinding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void thresholdsAreTheServices() {
        LintPolicy policy = LintPolicy.production().smallBelow(1).largeFrom(MEGABYTE);

        assertThat(lint(policy, Metadata.none(), facts(MEGABYTE), INDEX))
                .extracting(LintFinding::severity)
                .containsExactly(Severity.ERROR);
    }

    /** A drop of data stays what it is, however small the table. */
    @Test
    void sizeDoesNotMakeALossSmaller() {
        assertThat(sized(MEGABYTE, DROP)).isEqualTo(Severity.ERROR);
    }

    @Test
    void whatTheAuthorSaysOfTheMigrationCounts() {
        LintPolicy policy = LintPolicy.production();
        String rename = "alter table orders rename column note to remark";

        assertThat(weight(policy, Metadata.none().breaking(true), rename)).isEqualTo(Severity.WARNING);
        assertThat(weight(policy, Metadata.none().breaking(true), DROP)).isEqualTo(Severity.ERROR);
        assertThat(weight(policy, Metadata.none().phase(Phase.CONTRACT), DROP)).isEqualTo(Severity.WARNING);
        assertThat(weight(policy, Metadata.none().phase(Phase.EXPAND), DROP)).isEqualTo(Severity.ERROR);
        assertThat(weight(policy, Metadata.none().requiresDowntime(true), INDEX))
                .isEqualTo(Severity.ADVICE);
    }

    @Test
    void theTimeUnderLockIsPredictedFromTheSize() {
        LintFinding finding = lint(LintPolicy.production(), Metadata.none(), facts(15_000 * MEGABYTE), INDEX)
                .get(0);

        assertThat(finding.known())
                .containsEntry("lock", "SHARE")
                .containsEntry("work", "index build")
                .containsKey("size")
                .hasEntrySatisfying(
                        "predicted",
                        said -> assertThat(said).startsWith("about ").contains("from ", " to "));
    }

    private static Severity weight(LintPolicy policy, String sql) {
        return weight(policy, Metadata.none(), sql);
    }

    private static Severity weight(LintPolicy policy, Metadata metadata, String sql) {
        return lint(policy, metadata, LiveFacts.NONE, sql).get(0).severity();
    }

    private static Severity sized(long bytes, String sql) {
        return lint(LintPolicy.production(), Metadata.none(), facts(bytes), sql)
                .get(0)
                .severity();
    }

    private static LiveFacts facts(long bytes) {
        return new LiveFacts(170_000, 0, Map.of("public.orders", new TableFacts(bytes, 0, 1000, false)));
    }

    private static List<LintFinding> lint(LintPolicy policy, Metadata metadata, LiveFacts facts, String sql) {
        return lint(policy, metadata, facts, "", sql);
    }

    private static List<LintFinding> lint(
            LintPolicy policy, Metadata metadata, LiveFacts facts, String given, String sql) {
        LintUnit before = unit(Metadata.none(), given);
        return Linter.lint(policy, facts, List.of(before, unit(metadata, sql)), () -> new KnownSchema("public"))
                .stream()
                .filter(finding -> finding.located().sql().equals(sql))
                .toList();
    }

    private static LintUnit unit(Metadata metadata, String sql) {
        return new LintUnit(null, "test", metadata, true, false, false, null, LintScripts.of(sql, "test"));
    }
}
