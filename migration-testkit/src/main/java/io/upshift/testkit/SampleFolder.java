package io.upshift.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stored events as files, by type and version, each with what it has to become. */
record SampleFolder(List<Sample> all) {
    /** Set to {@code true} to write golden files instead of comparing with them. */
    static final String WRITE = "upshift.test.record-golden";

    private static final String JSON = ".json";
    private static final String GOLDEN = ".golden.json";

    /** One stored event. */
    record Sample(EventSchema schema, Path file) {
        StoredEvent<String> event() throws IOException {
            return StoredEvent.of(schema.type(), schema.version(), Files.readString(file));
        }

        /** What differs between what it became and its golden file; writes the file when that is asked for. */
        List<String> compare(List<StoredEvent<String>> current) throws IOException {
            String name = file.getFileName().toString();
            Path golden = file.resolveSibling(name.substring(0, name.length() - JSON.length()) + GOLDEN);
            String made = render(current);
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(golden, made);
            }
            if (!Files.exists(golden)) {
                return List.of(this + " has no " + golden.getFileName() + ": run this test with -D" + WRITE
                        + "=true, review, and commit it");
            }
            String expected = Files.readString(golden);
            return JsonTexts.same(expected, made)
                    ? List.of()
                    : List.of(this + ": expected\n" + expected + "and it became\n" + made);
        }

        private static String render(List<StoredEvent<String>> current) {
            ArrayNode events = JsonTexts.mapper().createArrayNode();
            for (StoredEvent<String> event : current) {
                events.addObject()
                        .put("type", event.type())
                        .put("version", event.version())
                        .set("payload", JsonTexts.tree(event.payload()));
            }
            return events.toPrettyString() + "\n";
        }

        @Override
        public String toString() {
            return schema + " " + file.getFileName();
        }
    }

    static SampleFolder of(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(SampleFolder::isSample).sorted().toList()) {
                samples.add(new Sample(schema(folder, file), file));
            }
        }
        return new SampleFolder(samples);
    }

    /** The released versions that no sample is of. */
    List<String> missing(Collection<EventSchema> released) {
        Set<EventSchema> sampled = all.stream().map(Sample::schema).collect(Collectors.toSet());
        return released.stream()
                .filter(schema -> !sampled.contains(schema))
                .map(schema -> "there is no sample of " + schema + " in " + schema.type() + "/v" + schema.version())
                .toList();
    }

    private static boolean isSample(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && name.endsWith(JSON) && !name.endsWith(GOLDEN);
    }

    private static EventSchema schema(Path folder, Path file) {
        Path place = folder.relativize(file);
        if (place.getNameCount() == 3 && place.getName(1).toString().matches("v[1-9]\\d{0,8}")) {
            int version = Integer.parseInt(place.getName(1).toString().substring(1));
            return EventSchema.of(place.getName(0).toString(), version);
        }
        throw new IllegalArgumentException(place + " isn't a sample: put it into <type>/v<version>/<name>.json");
    }
}
