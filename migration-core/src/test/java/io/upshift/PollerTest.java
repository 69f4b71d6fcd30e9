package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollerTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private final Poller poller = Poller.every(Duration.ofSeconds(1), Duration.ofSeconds(4))
            .atMost(Duration.ofMinutes(1))
            .in(() -> now, this::sleep);

    private void sleep(Duration pause) {
        pauses.add(pause);
        now = now.plus(pause);
    }

    @Test
    void itWaitsUntilTheThingIsThereAndTellsEachStateOnce() throws Exception {
        Deque<Poll<String>> answers =
                new ArrayDeque<>(List.of(Poll.waiting("creating"), Poll.waiting("creating"), Poll.done("arn")));
        assertThat(poller.until("the snapshot", answers::pop, told::add)).isEqualTo("arn");
        assertThat(told).containsExactly("creating");
    }

    @Test
    void pausesGrowUpToTheLongestAndVaryByAFifth() {
        assertThatThrownBy(() -> poller.until("the snapshot", () -> Poll.waiting("creating"), told::add))
                .hasMessageContaining("isn't done after PT1M: creating");
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(pauses)
                .last()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(3200), Duration.ofMillis(4800)));
    }

    @Test
    void aFailureEndsTheWaitWithWhatToDo() {
        assertThatThrownBy(() -> poller.until("the index", () -> Poll.failed("it is invalid", "drop it"), told::add))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("the index has failed: it is invalid");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatIsMissingIsForgivenForTheGraceAlone() throws Exception {
        Deque<Poll<String>> answers = new ArrayDeque<>(List.of(Poll.missing(), Poll.done("there")));
        assertThat(poller.missingFor(Duration.ofSeconds(5)).until("the table", answers::pop, told::add))
                .isEqualTo("there");
        assertThatThrownBy(() -> poller.missingFor(Duration.ofSeconds(5)).until("the table", Poll::missing, told::add))
                .hasMessageContaining("the table isn't there");
        assertThatThrownBy(() -> poller.until("the table", Poll::missing, told::add))
                .hasMessageContaining("the table isn't there");
    }

    @Test
    void oneGoodAnswerAmongBadOnesIsNotBelievedWhenSeveralAreAskedFor() throws Exception {
        Deque<Poll<String>> answers = new ArrayDeque<>(
                List.of(Poll.done("a"), Poll.waiting("unsteady"), Poll.done("b"), Poll.done("c"), Poll.done("d")));
        assertThat(poller.inARow(2).until("the service", answers::pop, told::add))
                .isEqualTo("c");
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        Poller interrupted = poller.in(() -> now, pause -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> interrupted.until("the lock", () -> Poll.waiting("held"), told::add))
                .hasMessageContaining("interrupted while waiting for the lock");
        assertThat(Thread.interrupted()).isTrue();
    }
}
