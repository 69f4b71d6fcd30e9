package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.RecordedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps a service's recorded plan in step with its migrations. */
public final class RecordedPlans {
    /** Set to {@code true} to write the plan instead of comparing it. */
    public static final String WRITE = "upshift.test.record-plan";

    private RecordedPlans() {}

    /**
     * Records the plan by carrying out every migration on a scratch database, and compares it with the committed file.
     *
     * @param runner of all migrations of the service, on an empty scratch database that may be changed
     * @param file {@code src/main/resources/META-INF/upshift/plan.json} of the service; written instead of compared when
     *     the system property {@value #WRITE} is true
     * @throws AssertionError with the difference when the file is missing or stale
     */
    public static void assertCurrent(MigrationRunner<?> runner, Path file) throws IOException {
        assertCurrent(runner.record(), file);
    }

    /** The same with a plan that was recorded already. */
    public static void assertCurrent(RecordedPlan plan, Path file) throws IOException {
        String recorded = plan.toJson();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, recorded);
        }
        assertThat(file)
                .as("the recorded plan is stale: run this test again with -D%s=true, review, and commit it", WRITE)
                .exists()
                .hasContent(recorded);
    }
}
