package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that a service declares, with what its source knows of it.
 *
 * @param origin the class or file, for messages
 * @param checksum of the content, with its algorithm's version in front; empty when the source can't tell
 * @param up the statements that bring it; empty when the source can't tell
 * @param down the script that takes it back; null when the source can't tell
 * @param places where each of {@code up} stands, as {@code file:line:column}; empty when the source can't tell
 * @param claims the names that it makes and takes away
 * @param recording what it did when it was recorded; null when it wasn't
 */
public record Declared<S>(
        Change<S> change,
        MigrationId id,
        String origin,
        String checksum,
        List<String> up,
        @Nullable String down,
        List<String> places,
        Claims claims,
        RecordedPlan.@Nullable Recording recording) {

    /** One whose statements stand in no file, and of which no claims are known. */
    public Declared(
            Change<S> change, MigrationId id, String origin, String checksum, List<String> up, @Nullable String down) {
        this(change, id, origin, checksum, up, down, List.of(), Claims.UNKNOWN, null);
    }

    /** A Java migration: its content is known from the recorded plan, or from its declared revision. */
    public static <S> Declared<S> of(Change<S> change) {
        String revision = change.revision();
        String checksum = revision.isEmpty() ? "" : "revision:" + revision;
        List<String> up = List.of();
        if (change instanceof DataMigration) {
            up = ((DataMigration<S>) change).up().statements();
            if (checksum.isEmpty() && !up.isEmpty()) {
                checksum = "batches:" + Entry.sha256(String.join(";\n", up));
            }
        }
        return new Declared<>(change, change.id(), change.getClass().getName(), checksum, up, null);
    }

    Declared<S> with(RecordedPlan.Recording recording) {
        boolean contentKnown = !checksum.isEmpty() || recording.dependsOnData();
        return new Declared<>(
                change,
                id,
                origin,
                contentKnown ? checksum : recording.checksum(),
                up.isEmpty() ? recording.up() : up,
                down == null ? recording.downScript() : down,
                places,
                recording.effects() == null ? claims : Claims.of(recording.effects()),
                recording);
    }

    /** What it changed in the schema when it was recorded; null when that isn't known. */
    @Nullable
    Effects effects() {
        return recording == null ? null : recording.effects();
    }

    Metadata metadata() {
        return change.metadata();
    }

    String description() {
        String said = metadata().description();
        return said.isEmpty() ? id.description() : said;
    }

    /** The steps, each with both directions where it has them. */
    List<Step<S>> steps() {
        if (change instanceof Migration) {
            Migration<S> migration = (Migration<S>) change;
            Action<S> down = Downs.has(migration) ? migration::down : null;
            return List.of(Step.transactional(description(), migration::up, down));
        }
        if (change instanceof DataMigration) {
            DataMigration<S> data = (DataMigration<S>) change;
            return List.of(Step.batched(description(), data.up(), data.down().orElse(null)));
        }
        return ((OnlineMigration<S>) change).steps();
    }

    Kind kind() {
        if (id.isRepeatable()) {
            return Kind.REPEATABLE;
        }
        if (change instanceof DataMigration) {
            return Kind.BATCHED;
        }
        return change instanceof Migration ? Kind.TRANSACTIONAL : Kind.ONLINE;
    }
}
