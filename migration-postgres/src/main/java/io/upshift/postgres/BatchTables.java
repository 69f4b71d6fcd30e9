package io.upshift.postgres;

import io.upshift.BatchKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The three tables of work in batches, apart from the history and changed with every batch: one row a step, one a range
 * with its cursor, one for each row that was left out.
 */
record BatchTables(String schema, String name) {
    private static final String KEY = "service = ? and id = ? and step = ?";

    /** No configuration parameter has this name, so asking for it is how a statement says that the claim is gone. */
    static final String CLAIM_LOST = "upshift.claim_lost";

    private String step() {
        return qualified("_step");
    }

    private String range() {
        return qualified("_range");
    }

    private String failed() {
        return qualified("_failed");
    }

    /** Makes the tables where they are missing; several statements. */
    String create() {
        return "create table if not exists " + step()
                + " (service text not null, id text not null, step integer not null, direction text not null,"
                + " is_paused boolean not null, total bigint not null, barrier text not null,"
                + " measured_names text[] not null, measured_values text[] not null, opened_at timestamptz not null,"
                + " primary key (service, id, step));\n"
                + "create table if not exists " + range()
                + " (service text not null, id text not null, step integer not null, number integer not null,"
                + " part text not null, start_key text, end_key text, cursor_key text, passed bigint not null,"
                + " changed bigint not null, turn bigint not null, finished_at timestamptz, worker integer,"
                + " moved_at timestamptz not null, primary key (service, id, step, number)) with (fillfactor = 50);\n"
                + "create table if not exists " + failed()
                + " (service text not null, id text not null, step integer not null, part text not null,"
                + " key text not null, error text not null, is_left_out boolean not null, failed_at timestamptz not null,"
                + " primary key (service, id, step, part, key));\n"
                + "comment on table " + step() + " is 'Written by Upshift; work in batches, one row a step';\n"
                + "comment on table " + range() + " is 'Written by Upshift; work in batches, one row a range';\n"
                + "comment on table " + failed() + " is 'Written by Upshift; rows that work in batches left out'";
    }

    /** Deletes what is left of the step. The key three times. */
    String clear() {
        return "delete from " + failed() + " where " + KEY + "; delete from " + range() + " where " + KEY
                + "; delete from " + step() + " where " + KEY;
    }

    /** Key, direction, total, barrier, names, values. */
    String insertStep() {
        return "insert into " + step() + " values (?, ?, ?, ?, false, ?, ?, ?, ?, clock_timestamp())";
    }

    /** Key, number, part, start, end. */
    String insertRange() {
        return "insert into " + range() + " values (?, ?, ?, ?, ?, ?, ?, null, 0, 0, 0, null, null, clock_timestamp())";
    }

    /** Key, part, key of the row, error, whether it is left out. */
    String insertFailed() {
        return "insert into " + failed() + " values (?, ?, ?, ?, ?, ?, ?, clock_timestamp()) on conflict"
                + " (service, id, step, part, key) do update set error = excluded.error,"
                + " is_left_out = excluded.is_left_out, failed_at = excluded.failed_at";
    }

    /** Key, part. */
    String deleteFailed() {
        return "delete from " + failed() + " where " + KEY + " and part = ?";
    }

    /** Paused, key. */
    String pause() {
        return "update " + step() + " set is_paused = ? where " + KEY;
    }

    /** Key twice. */
    String again() {
        return "update " + range() + " set cursor_key = null, finished_at = null, turn = turn + 1, worker = null"
                + " where " + KEY + " and not exists (select from " + range() + " where " + KEY
                + " and finished_at is null)";
    }

    /** Everything of a step in one row. The key. */
    String read() {
        return "select s.direction, s.is_paused, s.total, s.barrier, s.measured_names, s.measured_values, s.opened_at,"
                + " r.*, (select count(*) from " + failed() + " f where f.service = s.service and f.id = s.id"
                + " and f.step = s.step and f.is_left_out) as failed_keys from " + step()
                + " s cross join lateral (select count(*) as ranges,"
                + " count(finished_at) as finished, coalesce(sum(passed), 0) as passed,"
                + " coalesce(sum(changed), 0) as changed, coalesce(max(moved_at), s.opened_at) as moved_at,"
                + " array_agg(array[part, start_key, case when finished_at is null then cursor_key else end_key end]"
                + " order by number) filter (where finished_at is not null or cursor_key is not null) as done"
                + " from " + range() + " r where r.service = s.service and r.id = s.id and r.step = s.step) r"
                + " where s.service = ? and s.id = ? and s.step = ?";
    }

    /**
     * Takes the next range that nobody works on: no other session has its row locked, and its last worker has ended, or
     * has done nothing for ten seconds. The key, the direction, the key.
     *
     * <p>A worker that is only slow loses nothing by that: its next batch finds the range's turn changed.
     */
    String claim() {
        return "with free as (select r.number from " + range() + " r join " + step()
                + " s using (service, id, step) where r.service = ? and r.id = ? and r.step = ? and s.direction = ?"
                + " and not s.is_paused and r.finished_at is null and (r.worker is null or r.worker = pg_backend_pid()"
                + " or r.moved_at < clock_timestamp() - interval '10 seconds'"
                + " or not exists (select from pg_stat_activity a where a.pid = r.worker))"
                + " order by r.worker is distinct from pg_backend_pid(), r.number limit 1 for update of r skip locked)"
                + " update " + range() + " r set worker = pg_backend_pid(), moved_at = clock_timestamp(),"
                + " turn = r.turn + (r.worker is distinct from pg_backend_pid())::int from free"
                + " where r.number = free.number and r.service = ? and r.id = ? and r.step = ?"
                + " returning r.number, r.part, r.start_key, r.end_key, r.cursor_key, r.turn,"
                + " set_config('upshift.claim', r.number::text, false)";
    }

    /** Why there was nothing to claim. The key, the direction. */
    String whyNone() {
        return "select s.is_paused, exists (select from " + range() + " r where r.service = s.service and r.id = s.id"
                + " and r.step = s.step and r.finished_at is null) from " + step()
                + " s where s.service = ? and s.id = ?"
                + " and s.step = ? and s.direction = ?";
    }

    /**
     * Locks the range that was claimed until the commit, and fails unless this session is still its worker; the same text
     * for every range, so that the server parses it once.
     */
    String lock(BatchKey key) {
        return "select case when count(*) = 1 then '' else current_setting(" + Identifiers.literal(CLAIM_LOST)
                + ") end from (select from " + range() + " where service = " + Identifiers.literal(key.service())
                + " and id = " + Identifiers.literal(key.id().toString()) + " and step = " + key.step()
                + " and number = current_setting('upshift.claim')::int and worker = pg_backend_pid() for update) r;";
    }

    /** The turn comes out null, which the column refuses, unless this is still the transaction that locked the range. */
    String move() {
        return "update " + range() + " r set cursor_key = ?, passed = passed + ?, changed = changed + ?,"
                + " finished_at = case when ? then clock_timestamp() end, moved_at = clock_timestamp(),"
                + " turn = case when turn = ? and current_setting('transaction_deferrable') = 'on' then turn + 1 end"
                + " where " + KEY + " and number = ? returning (select is_paused from " + step()
                + " s where s.service = r.service and s.id = r.id and s.step = r.step)";
    }

    /** How the server bears the work; one row. */
    String health() {
        return "with mine as (select array_agg(pid) as pids from pg_stat_activity"
                + " where application_name = current_setting('application_name'))"
                + " select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint as wal,"
                + " (select count(*) from pg_stat_replication where state is null) as unseen_replicas,"
                + " (select coalesce(extract(epoch from max(replay_lag)), 0) from pg_stat_replication) as replica_lag,"
                + " (select coalesce(extract(epoch from clock_timestamp() - min(l.waitstart)), 0) from pg_locks l, mine"
                + " where not l.granted and pg_blocking_pids(l.pid) && mine.pids and not l.pid = any (mine.pids))"
                + " as waiting,"
                + " current_setting('max_connections')::int - (select count(*) from pg_stat_activity"
                + " where backend_type = 'client backend') as free_connections,"
                + " (select count(*) from pg_stat_progress_vacuum v where v.relid in (select to_regclass(part) from "
                + range() + " where finished_at is null and part like '\"%\".\"%\"')) as vacuums,"
                + " (select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0) from pg_stat_activity, mine"
                + " where backend_type = 'client backend' and not pid = any (mine.pids)) as oldest";
    }

    static int bind(PreparedStatement statement, int from, BatchKey key) throws SQLException {
        statement.setString(from, key.service());
        statement.setString(from + 1, key.id().toString());
        statement.setInt(from + 2, key.step());
        return from + 3;
    }

    private String qualified(String suffix) {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(name + suffix);
    }
}
