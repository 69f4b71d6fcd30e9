package io.upshift.testkit.migration;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * A JUnit class that implements this, and is marked with {@link MigrationTest}, tests all migrations of a service.
 *
 * <p>One test for each migration, on a database with rows and all earlier migrations: it goes up, down and up again, its
 * down leaves schema and rows as they were, and it spares the tables that are named as large. Then: all of them bring an
 * empty database to the same schema as one by one; all can be taken back and brought again; recording the plan twice gives
 * the same, and what is committed; every released schema comes up to now; the checks find nothing.
 *
 * @param <S> the session that the migrations work with
 */
public interface MigrationSuite<S> extends MigrationSetup<S> {

    /** The tests; called by JUnit. */
    @TestFactory
    default Stream<DynamicNode> migrations(MigrationHarness<S> harness) {
        return new SuiteTests<>(harness, Expectations.of(getClass())).all();
    }
}
