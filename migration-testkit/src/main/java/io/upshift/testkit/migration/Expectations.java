package io.upshift.testkit.migration;

import io.upshift.MigrationId;
import io.upshift.Preflight.Severity;
import java.util.List;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a {@link MigrationTest} asks for. */
record Expectations(String plan, String baselines, List<String> large, List<String> lossy, Severity level) {

    static Expectations of(Class<?> test) {
        MigrationTest said = AnnotationSupport.findAnnotation(test, MigrationTest.class)
                .orElseThrow(() -> new IllegalStateException(
                        test.getName() + " is a MigrationSuite · mark it with @MigrationTest"));
        return new Expectations(
                said.plan(), said.baselines(), List.of(said.large()), List.of(said.lossy()), said.level());
    }

    boolean isLossy(MigrationId id) {
        return lossy.contains(id.version()) || lossy.contains(id.toString());
    }
}
