package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One declared change to a payload. */
sealed interface FieldChange permits AddField, RenameField, RemoveField, MoveField, ConvertField {

    /** The change, prepared for one representation. */
    Mutation prepare(FieldAccess<Object> access);

    /** What the change makes of a shape. */
    EventShape on(EventShape shape);

    /** The change that takes it back; null when there is none. */
    @Nullable
    FieldChange inverse();

    /** What is lost on the way down and up again; empty when nothing. */
    String loses();

    /** A sentence's end for the catalogue, such as "adds `warehouseId`". */
    String describe();

    /** Changes a payload whose fields are given. */
    @FunctionalInterface
    interface Mutation {
        void apply(Map<String, Object> fields);
    }
}
