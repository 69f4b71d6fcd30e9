package io.upshift.testkit.migration;

/** AssertJ assertions on a service's migrations. */
public final class MigrationAssertions {
    private MigrationAssertions() {}

    /** Assertions on all migrations of a service, each tried once for all of them. */
    public static <S> HarnessAssert<S> assertThat(MigrationHarness<S> harness) {
        return new HarnessAssert<>(harness);
    }
}
