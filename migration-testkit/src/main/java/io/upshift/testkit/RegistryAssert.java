package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.event.Compatibility;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what one release of a service reads and appends, beside another one. */
public final class RegistryAssert extends AbstractAssert<RegistryAssert, EventRegistry<?>> {
    /** Set to {@code true} to write the snapshot instead of comparing it. */
    public static final String WRITE = "upshift.test.record-events";

    RegistryAssert(EventRegistry<?> registry) {
        super(registry, RegistryAssert.class);
    }

    /**
     * Asserts that a committed snapshot is what this registry is.
     *
     * @param file {@code src/main/resources/META-INF/upshift/events.json} of the service; written instead of compared when
     *     the system property {@value #WRITE} is true
     */
    public RegistryAssert isRecordedIn(String service, Path file) throws IOException {
        String snapshot = actual.snapshot(service).toJson();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, snapshot);
        }
        assertThat(file)
                .as("the snapshot of events is stale: run this test again with -D%s=true, review, and commit it", WRITE)
                .exists()
                .hasContent(snapshot);
        return this;
    }

    /**
     * Asserts that pods of this release and of another can run side by side, as in a rolling deploy and after a rollback:
     * each reads what the other appends.
     *
     * @param released the snapshot that was committed with the release that runs now
     */
    public RegistryAssert runsBeside(Path released) throws IOException {
        EventSnapshot running = EventSnapshot.fromJson(Files.readString(released));
        EventSnapshot next = actual.snapshot(running.service());
        List<String> there = running.cannotRead(next);
        List<String> back = next.cannotRead(running);
        if (!there.isEmpty() || !back.isEmpty()) {
            failWithMessage(
                    "%nWhat runs can't read of this release: %s%nWhat this release can't read of what runs: %s",
                    list(there), list(back));
        }
        return this;
    }

    /** Asserts a promise between the released versions of a type, as if there were no upcasters. */
    public RegistryAssert keeps(Compatibility promise, String type) {
        List<String> found = actual.incompatibilities(type, promise);
        if (!found.isEmpty()) {
            failWithMessage("%n%s isn't %s: %s", type, promise, list(found));
        }
        return this;
    }

    private static String list(List<String> found) {
        return found.isEmpty() ? "nothing" : "\n- " + String.join("\n- ", found);
    }
}
