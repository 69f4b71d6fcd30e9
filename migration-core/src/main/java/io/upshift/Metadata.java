package io.upshift;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an author says of a migration; the runner acts on it.
 *
 * <p>Start from {@link #none()} or {@link #of} and chain: {@code Metadata.of("Adds tags").author("ann").breaking(true)}.
 * Immutable: each setter returns a changed copy.
 */
public final class Metadata {
    private static final Metadata NONE = new Metadata();

    private String description = "";
    private String version = "";
    private String author = "";
    private @Nullable LocalDate date;
    private String owner = "";
    private Risk risk = Risk.LOW;
    private @Nullable Phase phase;
    private boolean requiresDowntime = false;
    private Duration estimatedDuration = Duration.ZERO;
    private List<String> impactedTables = List.of();
    private boolean breaking = false;
    private List<MigrationId> dependsOn = List.of();
    private List<QualifiedId> dependsOnElsewhere = List.of();

    private Metadata() {}

    /** Nothing said: low risk, no downtime, not breaking, no dependencies. */
    public static Metadata none() {
        return NONE;
    }

    public static Metadata of(String description) {
        return NONE.description(description);
    }

    /** One sentence; empty means the id's name in words. */
    public String description() {
        return description;
    }

    /** The semantic version that brings the migration, {@code X.Y.Z}; empty when unsaid. */
    public String version() {
        return version;
    }

    /** Who wrote it; empty when unsaid. */
    public String author() {
        return author;
    }

    /** When it was written; null when unsaid. */
    public @Nullable LocalDate date() {
        return date;
    }

    /** The team to ask; empty when unsaid. */
    public String owner() {
        return owner;
    }

    /** The author's judgement, shown by {@code plan}; low unless said. */
    public Risk risk() {
        return risk;
    }

    /** Its part in a change under old and new code; null when it has none. */
    public @Nullable Phase phase() {
        return phase;
    }

    /** Whether it is refused at service start-up unless confirmed. */
    public boolean requiresDowntime() {
        return requiresDowntime;
    }

    /** Zero when unsaid; a run that takes more than twice as long raises an alert event. */
    public Duration estimatedDuration() {
        return estimatedDuration;
    }

    /** The tables it touches, checked against what the recorded plan saw; empty when unsaid. */
    public List<String> impactedTables() {
        return impactedTables;
    }

    /** Whether code that doesn't know this migration must not run against the changed store. */
    public boolean breaking() {
        return breaking;
    }

    /** What must be applied before, and can't be reverted while this one is applied. */
    public List<MigrationId> dependsOn() {
        return dependsOn;
    }

    /** What must be applied before in another store of the same {@link MigrationCoordinator}; empty when unsaid. */
    public List<QualifiedId> dependsOnElsewhere() {
        return dependsOnElsewhere;
    }

    /** All that it depends on, as text. */
    List<String> allDependencies() {
        return Stream.concat(dependsOn.stream(), dependsOnElsewhere.stream())
                .map(Object::toString)
                .toList();
    }

    public Metadata description(String description) {
        return with(copy -> copy.description = description);
    }

    public Metadata version(String version) {
        if (!version.matches("\\d+\\.\\d+\\.\\d+([-+].*)?")) {
            throw new IllegalArgumentException("'" + version + "' is not a semantic version: write X.Y.Z");
        }
        return with(copy -> copy.version = version);
    }

    public Metadata author(String author) {
        return with(copy -> copy.author = author);
    }

    public Metadata date(LocalDate date) {
        return with(copy -> copy.date = date);
    }

    public Metadata owner(String owner) {
        return with(copy -> copy.owner = owner);
    }

    public Metadata risk(Risk risk) {
        return with(copy -> copy.risk = risk);
    }

    public Metadata phase(Phase phase) {
        return with(copy -> copy.phase = phase);
    }

    public Metadata requiresDowntime(boolean requiresDowntime) {
        return with(copy -> copy.requiresDowntime = requiresDowntime);
    }

    public Metadata estimatedDuration(Duration estimatedDuration) {
        return with(copy -> copy.estimatedDuration = estimatedDuration);
    }

    public Metadata impactedTables(String... tables) {
        return with(copy -> copy.impactedTables = List.of(tables));
    }

    public Metadata breaking(boolean breaking) {
        return with(copy -> copy.breaking = breaking);
    }

    /**
     * Ids in their text form, such as {@code 1709123456789-AddOrderTags}; with the name of another store of the
     * coordinator before them, such as {@code postgresql:1709123456789-AddOrderTags}, they are {@link #dependsOnElsewhere}.
     */
    public Metadata dependsOn(String... ids) {
        List<MigrationId> here = Stream.of(ids)
                .filter(id -> !QualifiedId.isQualified(id))
                .map(MigrationId::parse)
                .toList();
        List<QualifiedId> elsewhere = Stream.of(ids)
                .filter(QualifiedId::isQualified)
                .map(QualifiedId::parse)
                .toList();
        return with(copy -> {
            copy.dependsOn = here;
            copy.dependsOnElsewhere = elsewhere;
        });
    }

    private Metadata with(Consumer<Metadata> change) {
        Metadata copy = new Metadata();
        copy.description = description;
        copy.version = version;
        copy.author = author;
        copy.date = date;
        copy.owner = owner;
        copy.risk = risk;
        copy.phase = phase;
        copy.requiresDowntime = requiresDowntime;
        copy.estimatedDuration = estimatedDuration;
        copy.impactedTables = impactedTables;
        copy.breaking = breaking;
        copy.dependsOn = dependsOn;
        copy.dependsOnElsewhere = dependsOnElsewhere;
        change.accept(copy);
        return copy;
    }
}
