package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final InMemoryTarget target = new InMemoryTarget();
    private final List<String> looks = new ArrayList<>();

    @Test
    void whatWasChangedIsLookedAtOnceAndARunWithNothingToDoIsNot() {
        MigrationRunner<InMemorySession> runner = runner(progress -> looks.add(String.join(",", target.lines())));

        runner.migrate();
        runner.migrate();
        assertThat(looks).containsExactly("a");

        runner.revert(RevertTo.last(), plan -> true);
        assertThat(looks).containsExactly("a", "");
    }

    @Test
    void aCheckThatFailsStopsTheDeployAndKeepsWhatIsCommitted() {
        MigrationRunner<InMemorySession> runner = runner(progress -> {
            throw new StepException("reader-1 is behind", "wait for it");
        });

        assertThatThrownBy(runner::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.report()).isInstanceOf(Report.Failed.class))
                .hasMessageContaining("is committed, and the check of it failed")
                .hasMessageContaining("reader-1 is behind")
                .hasMessageContaining("wait for it");
        assertThat(target.lines()).containsExactly("a");
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);
    }

    @Test
    void aRunWindowThatIsSetDefersTheRun() {
        Report report = MigrationRunner.on(target)
                .service("orders", "1")
                .add(Changes.adding("1-a"))
                .settings(Settings.defaults().runWindow("0 0 30 2 *"))
                .build()
                .migrate();
        assertThat(report)
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        completed -> assertThat(completed.deferred())
                                .singleElement()
                                .asString()
                                .contains("the run window 0 0 30 2 *"));
        assertThat(target.lines()).isEmpty();
    }

    private MigrationRunner<InMemorySession> runner(Verification verification) {
        return MigrationRunner.on(target)
                .service("orders", "1")
                .add(Changes.adding("1-a"))
                .verification(verification)
                .settings(Settings.defaults())
                .build();
    }
}
