package io.upshift.postgres.event;

import io.upshift.MigrationException;
import io.upshift.StepException;
import io.upshift.Validation;
import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.UpcasterChain;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table that holds one event a row, its payload as JSON.
 *
 * <p>A stream and a position in it, and the part where there is one, name one row and are never changed. Immutable: each
 * setter returns a changed copy.
 */
public final class EventTable {
    private final String table;
    private String stream = "stream_id";
    private String position = "position";
    private @Nullable String part;
    private String type = "type";
    private String version = "schema_version";
    private @Nullable String versionField;
    private String payload = "payload";
    private @Nullable String metadata;

    private EventTable(String table) {
        this.table = table;
    }

    /**
     * A table with the columns {@code stream_id}, {@code position}, {@code type}, {@code schema_version} and
     * {@code payload}, unless the setters say otherwise.
     *
     * @param name alone or behind its schema and a dot
     */
    public static EventTable of(String name) {
        Identifiers.qualified(name);
        return new EventTable(name);
    }

    /** The column that says whose event it is, of any type. */
    public EventTable stream(String column) {
        return with(copy -> copy.stream = column);
    }

    /** The column with the place in the stream, an integer that grows. */
    public EventTable position(String column) {
        return with(copy -> copy.position = column);
    }

    /** The column, an integer, that tells apart what a split has made of one event; no column unless set. */
    public EventTable part(String column) {
        return with(copy -> copy.part = column);
    }

    /** The column with the type, a text or an enum. */
    public EventTable type(String column) {
        return with(copy -> copy.type = column);
    }

    /** The column with the version, a number or a text; null and blank mean the registry's default. */
    public EventTable version(String column) {
        return with(copy -> {
            copy.version = column;
            copy.versionField = null;
        });
    }

    /** The field of a column with JSON objects that holds the version. */
    public EventTable versionIn(String column, String field) {
        return with(copy -> {
            copy.version = column;
            copy.versionField = field;
        });
    }

    /** The column with the payload, a JSON object. */
    public EventTable payload(String column) {
        return with(copy -> copy.payload = column);
    }

    /** The column with metadata, a JSON object whose texts, numbers and booleans upcasters see; none unless set. */
    public EventTable metadata(String column) {
        return with(copy -> copy.metadata = column);
    }

    /** How many events of which version there are, all of them counted: reads the whole table. */
    public EventCensus census(Connection connection, EventRegistry<?> registry) throws SQLException {
        return new TableCensus(this, registry).all(connection);
    }

    /**
     * The same, estimated from some of the table's pages, which are drawn at random.
     *
     * @param percent of the pages, above 0 and up to 100
     * @see <a href="https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM">TABLESAMPLE SYSTEM</a>
     */
    public EventCensus sample(Connection connection, EventRegistry<?> registry, double percent) throws SQLException {
        return new TableCensus(this, registry).sample(connection, percent);
    }

    /**
     * Work that writes every event that can be where it is, as its current version.
     *
     * @see EventRewrite
     */
    public EventRewrite upcast(UpcasterChain<String, ?> chain) {
        return EventRewrite.up(this, chain);
    }

    /**
     * Work that writes every newer event as one of these older versions, so that code which knows no newer one can read
     * the table again.
     *
     * @throws MigrationException when no downcasters lead there
     */
    public EventRewrite downcast(UpcasterChain<String, ?> chain, EventSchema... older) {
        return EventRewrite.down(this, chain, List.of(older));
    }

    /**
     * Work that copies every event into another table as what it has become: one, several or none.
     *
     * @see EventCopy
     */
    public EventCopy copyTo(EventTable target, UpcasterChain<String, ?> chain) {
        return new EventCopy(this, target, chain);
    }

    /** Streams have no more gaps in their positions after the work than before it. */
    public Validation<PostgresSession> sameOrder() {
        return Validation.unchanged(
                "gaps in the streams of " + this,
                session ->
                        session.query(new EventSql(this).gaps(), executed -> EventSql.number(executed.getResultSet())));
    }

    String table() {
        return table;
    }

    String stream() {
        return stream;
    }

    String position() {
        return position;
    }

    @Nullable
    String part() {
        return part;
    }

    String type() {
        return type;
    }

    String version() {
        return version;
    }

    @Nullable
    String versionField() {
        return versionField;
    }

    String payload() {
        return payload;
    }

    @Nullable
    String metadata() {
        return metadata;
    }

    /** @throws MigrationException when the columns contradict each other */
    EventTable checked() {
        if (versionField != null && !version.equals(payload) && !version.equals(metadata)) {
            throw MigrationException.usage(
                    "The version of the events of " + this + " is in " + version
                            + ", which is neither the column with the payload nor the one with metadata",
                    "name it with payload(…) or metadata(…)");
        }
        return this;
    }

    /** An error about this table that was found before anything was changed. */
    StepException refused(String why, String next) {
        return new StepException(
                "the events of " + this + " can't be written anew: " + why, next + "; nothing was changed");
    }

    /** The quoted name. */
    @Override
    public String toString() {
        return Identifiers.qualified(table);
    }

    private EventTable with(Consumer<EventTable> change) {
        EventTable copy = new EventTable(table);
        copy.stream = stream;
        copy.position = position;
        copy.part = part;
        copy.type = type;
        copy.version = version;
        copy.versionField = versionField;
        copy.payload = payload;
        copy.metadata = metadata;
        change.accept(copy);
        return copy;
    }
}
