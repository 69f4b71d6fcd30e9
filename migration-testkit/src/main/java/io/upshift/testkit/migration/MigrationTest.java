package io.upshift.testkit.migration;

import io.upshift.Preflight.Severity;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a JUnit class that tests a service's migrations; a {@link MigrationSuite} tests all of them by itself.
 *
 * <p>Test methods, and constructors of classes with a lifecycle per method, may take these parameters, fresh for each
 * test and gone after it: {@link MigrationHarness}, {@code MigrationRunner}, {@code DataSource} and, where jOOQ is on the
 * class path, {@code DSLContext}, all four of one empty database; {@code DynamoDbAccount} and {@code DynamoDbClient} of an
 * account without tables. The first four need a class that implements {@link MigrationSetup}. Works with JUnit 5.10 and
 * later, and 6.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MigrationExtension.class)
public @interface MigrationTest {

    /**
     * Where the recorded plan is committed, which a suite compares with what the migrations do; empty for a service
     * without one.
     */
    String plan() default "src/main/resources/META-INF/upshift/plan.json";

    /**
     * A folder of schema dumps of released versions, which a suite brings up to now; passed over when it isn't there.
     *
     * <p>A file is named {@code <version of the last migration in it>.sql} and made by {@code pg_dump --schema-only
     * --no-owner}.
     */
    String baselines() default "src/test/resources/baselines";

    /** Tables that no migration may read from end to end or write anew, by name. */
    String[] large() default {};

    /** Versions of migrations whose down is known not to give the rows back. */
    String[] lossy() default {};

    /** From which level on a finding of {@link MigrationSetup#checks} fails a suite. */
    Severity level() default Severity.WARNING;
}
