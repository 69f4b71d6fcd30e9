package io.upshift.postgres;

import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Phase;
import io.upshift.State;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of a history: the entries, only ever appended to, and one row a service with its lock's epoch, the head
 * of its chain, and the fingerprint of the catalogue that is applied completely.
 */
final class HistoryTable {
    private static final String COLUMNS =
            "service, position, id, description, kind, direction, phase, step, steps, state,"
                    + " checksum, breaking, down_script, service_version, applied_by, host, error, epoch, run_id, started_at,"
                    + " finished_at, duration_ms, executed_digest, hash";

    private final String schema;
    private final String entries;
    private final String lock;
    private final String seeds;

    HistoryTable(String schema, String table) {
        this.schema = schema;
        this.entries = Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
        this.lock = Identifiers.quoted(schema) + "." + Identifiers.quoted(table + "_lock");
        this.seeds = Identifiers.quoted(schema) + "." + Identifiers.quoted(table + "_seed");
    }

    String lock() {
        return lock;
    }

    /** What rows were before {@link Seeds} changed them; made with the first seed. */
    String seeds() {
        return seeds;
    }

    @Override
    public String toString() {
        return entries;
    }

    /** Makes the tables where they are missing; several statements. */
    String create() {
        return "create table if not exists " + entries + " ("
                + "service text not null, position bigint not null, id text not null, description text not null,"
                + " kind text not null, direction text not null, phase text, step integer not null,"
                + " steps integer not null, state text not null, checksum text not null, breaking boolean not null,"
                + " down_script text, service_version text not null, applied_by text not null, host text not null,"
                + " error text, epoch bigint not null, run_id text not null, started_at timestamptz not null,"
                + " finished_at timestamptz not null, duration_ms bigint not null, executed_digest text not null,"
                + " hash text not null, primary key (service, position));\n"
                + "create table if not exists " + lock + " ("
                + "service text primary key, epoch bigint not null, run_id text not null, locked_at timestamptz not null,"
                + " locked_by text not null, head_length bigint not null, head_hash text not null, fingerprint text);\n"
                + "comment on table " + entries + " is 'Written by Upshift; entries are only ever appended';\n"
                + "comment on table " + lock + " is 'Written by Upshift; one row a service'";
    }

    String createSchema() {
        return "create schema if not exists " + Identifiers.quoted(schema);
    }

    /** The fingerprint, then the service. The entries come only when the fingerprint isn't the one in the lock row. */
    String select() {
        // OFFSET 0 keeps the planner from pulling the condition up, so that a match reads a single row.
        return "select l.head_length, l.head_hash, h.* from " + lock + " l left join lateral (select " + COLUMNS
                + " from " + entries + " e where e.service = l.service and l.fingerprint is distinct from ? offset 0) h"
                + " on true where l.service = ? order by h.position";
    }

    /** The fingerprint, then the service. */
    String isCurrent() {
        return "select fingerprint = ? from " + lock + " where service = ?";
    }

    /** The service. */
    String length() {
        return "select head_length from " + lock + " where service = ?";
    }

    /** Takes the next epoch. Service, run id, who. */
    String takeEpoch() {
        return "insert into " + lock + " as l values (?, 1, ?, now(), ?, 0, '', null)"
                + " on conflict (service) do update set epoch = l.epoch + 1, run_id = excluded.run_id,"
                + " locked_at = excluded.locked_at, locked_by = excluded.locked_by, fingerprint = null"
                + " returning epoch, head_length, head_hash";
    }

    /** The epoch is looked up, not given: without the right lock row it is null, which the column refuses. */
    String insert() {
        return "insert into " + entries + " (" + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " (select epoch from " + lock + " where service = ? and epoch = ? and run_id = ?"
                + " and current_setting('transaction_deferrable') = 'on'),"
                + " ?, ?, ?, ?, ?, ?)";
    }

    /** Binds {@link #insert}; returns the next free index. */
    int bind(PreparedStatement statement, int from, Entry entry) throws SQLException {
        int i = from;
        Entry.Draft draft = entry.draft();
        statement.setString(i++, draft.service());
        statement.setLong(i++, entry.position());
        statement.setString(i++, draft.id().toString());
        statement.setString(i++, draft.description());
        statement.setString(i++, word(draft.kind()));
        statement.setString(i++, word(draft.direction()));
        statement.setString(i++, word(draft.phase()));
        statement.setInt(i++, draft.step());
        statement.setInt(i++, draft.steps());
        statement.setString(i++, word(draft.state()));
        statement.setString(i++, draft.checksum());
        statement.setBoolean(i++, draft.breaking());
        statement.setString(i++, draft.down());
        statement.setString(i++, draft.serviceVersion());
        statement.setString(i++, draft.who());
        statement.setString(i++, draft.host());
        statement.setString(i++, draft.error());
        statement.setString(i++, draft.service());
        statement.setLong(i++, entry.epoch());
        statement.setString(i++, entry.runId());
        statement.setString(i++, entry.runId());
        statement.setObject(i++, entry.startedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(i++, entry.finishedAt().atOffset(ZoneOffset.UTC));
        statement.setLong(i++, entry.duration().toMillis());
        statement.setString(i++, entry.executed());
        statement.setString(i++, entry.hash());
        return i;
    }

    /** Reads an entry out of {@link #select}; null where the row holds the head alone. */
    @Nullable
    Entry read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        if (id == null) {
            return null;
        }
        String phase = row.getString("phase");
        Entry.Draft draft = new Entry.Draft(
                row.getString("service"),
                MigrationId.parse(id),
                row.getString("description"),
                constant(Kind.class, row.getString("kind")),
                constant(Direction.class, row.getString("direction")),
                phase == null ? null : constant(Phase.class, phase),
                row.getInt("step"),
                row.getInt("steps"),
                constant(State.class, row.getString("state")),
                row.getString("checksum"),
                row.getBoolean("breaking"),
                row.getString("down_script"),
                row.getString("service_version"),
                row.getString("applied_by"),
                row.getString("host"),
                row.getString("error"));
        return new Entry(
                row.getLong("position"),
                draft,
                row.getLong("epoch"),
                row.getString("run_id"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getString("executed_digest"),
                row.getString("hash"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable String word(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
