package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("smoke")
class HistoryTest {
    private final List<Entry> chain = chain();
    private final History.Head head = new History.Head(3, chain.get(2).hash());

    @Test
    void anUntouchedChainHolds() {
        assertThat(History.of(chain, head).brokenChain()).isNull();
        assertThat(History.empty().brokenChain()).isNull();
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfAnyFieldOfAnyEntryIsFound() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            int at = i;
            for (int f = 0; f < Entry.class.getRecordComponents().length; f++) {
                int field = f;
                String name = "entry " + (at + 1) + " " + Entry.class.getRecordComponents()[f].getName();
                tests.add(DynamicTest.dynamicTest(name, () -> isFound(at, changed(chain.get(at), field))));
            }
            for (int f = 0; f < Entry.Draft.class.getRecordComponents().length; f++) {
                int field = f;
                String name = "entry " + (at + 1) + " draft " + Entry.Draft.class.getRecordComponents()[f].getName();
                tests.add(DynamicTest.dynamicTest(name, () -> isFound(at, changedDraft(chain.get(at), field))));
            }
        }
        return tests.stream();
    }

    @Test
    void aTailThatIsCutOffIsFound() {
        assertThat(History.of(chain.subList(0, 2), head).brokenChain())
                .isEqualTo("there are 2 entries where 3 were written");
        assertThat(History.of(List.of(), head).brokenChain()).isNotNull();
    }

    @Test
    void anEntryThatIsTakenOutOrAddedOrMovedIsFound() {
        assertThat(History.of(List.of(chain.get(0), chain.get(2)), head).brokenChain())
                .isEqualTo("entry 2 is missing (the next one is 3)");
        assertThat(History.of(List.of(chain.get(1), chain.get(0), chain.get(2)), head)
                        .brokenChain())
                .isNotNull();
        List<Entry> longer = new ArrayList<>(chain);
        longer.add(sealed(4, "4-d", chain.get(2).hash()));
        assertThat(History.of(longer, head).brokenChain()).isNotNull();
    }

    @Test
    void aTailThatIsWrittenAnewIsFound() {
        List<Entry> rewritten = List.of(
                chain.get(0), chain.get(1), sealed(3, "3-x", chain.get(1).hash()));

        assertThat(History.of(rewritten, head).brokenChain())
                .isEqualTo("the last entry (3) is not the one that was written");
    }

    private void isFound(int at, Entry changed) {
        List<Entry> edited = new ArrayList<>(chain);
        edited.set(at, changed);
        assertThat(History.of(edited, head).brokenChain()).isNotNull();
    }

    private static List<Entry> chain() {
        List<Entry> chain = new ArrayList<>();
        String hash = Entry.GENESIS;
        for (int i = 1; i <= 3; i++) {
            Entry entry = sealed(i, i + "-name", hash);
            chain.add(entry);
            hash = entry.hash();
        }
        return chain;
    }

    private static Entry sealed(long position, String id, String previous) {
        Entry.Draft draft = new Entry.Draft(
                "orders",
                MigrationId.parse(id),
                "adds it",
                Kind.TRANSACTIONAL,
                Direction.UP,
                Phase.EXPAND,
                0,
                1,
                State.APPLIED,
                "1:abc",
                false,
                "remove it",
                "1.0.0",
                "ann",
                "host",
                "none");
        Instant at = Instant.parse("2026-01-02T03:04:05.678901Z");
        return Entry.sealed(position, draft, 7, "run", at, at.plusMillis(5), "e", previous);
    }

    private static Entry changed(Entry entry, int field) throws ReflectiveOperationException {
        return rebuilt(Entry.class, entry, field);
    }

    private static Entry changedDraft(Entry entry, int field) throws ReflectiveOperationException {
        Entry.Draft draft = rebuilt(Entry.Draft.class, entry.draft(), field);
        return new Entry(
                entry.position(),
                draft,
                entry.epoch(),
                entry.runId(),
                entry.startedAt(),
                entry.finishedAt(),
                entry.executed(),
                entry.hash());
    }

    private static <R> R rebuilt(Class<R> type, R from, int field) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object value = components[i].getAccessor().invoke(from);
            values[i] = i == field ? other(value) : value;
        }
        Constructor<R> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object other(Object value) {
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Instant instant) {
            return instant.plus(Duration.ofNanos(1000));
        }
        if (value instanceof MigrationId id) {
            return MigrationId.of(id.version(), id.name() + "x");
        }
        if (value instanceof Entry.Draft draft) {
            return draft.of(draft.kind(), draft.direction(), draft.step(), draft.steps(), State.FAILED, "why");
        }
        return Stream.of(((Enum<?>) value).getDeclaringClass().getEnumConstants())
                .filter(constant -> constant != value)
                .findFirst()
                .orElseThrow();
    }
}
