package io.upshift.event;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field holds, as far as readers of another version care. */
public enum FieldType {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    LIST,
    /** Anything, or nothing that is known. */
    ANY;

    /** Whether a reader of this type takes whatever a writer of the other one writes. */
    boolean reads(FieldType written) {
        return this == ANY || this == written || (this == NUMBER && written == INTEGER);
    }

    /** The type of a plain value. */
    static FieldType of(@Nullable Object value) {
        if (value instanceof CharSequence) {
            return TEXT;
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return INTEGER;
        } else if (value instanceof Number) {
            return NUMBER;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof Map) {
            return OBJECT;
        }
        return value instanceof List ? LIST : ANY;
    }
}
