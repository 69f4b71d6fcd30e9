package io.upshift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recorded plan as it lies on the class path: its bytes are enough for a fingerprint. */
final class RecordedPlanFile {
    static final RecordedPlan NOTHING = new RecordedPlan("", List.of());

    private final byte[] bytes;

    private RecordedPlanFile(byte[] bytes) {
        this.bytes = bytes;
    }

    static RecordedPlanFile on(@Nullable ClassLoader loader) {
        ClassLoader from = loader == null ? RecordedPlanFile.class.getClassLoader() : loader;
        try (InputStream in = from.getResourceAsStream(RecordedPlan.RESOURCE)) {
            return new RecordedPlanFile(in == null ? new byte[0] : in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(RecordedPlan.RESOURCE, e);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    RecordedPlan read() {
        return bytes.length == 0 ? NOTHING : RecordedPlan.fromJson(new String(bytes, StandardCharsets.UTF_8));
    }
}
