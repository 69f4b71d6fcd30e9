package io.upshift.postgres.clients;

import io.upshift.postgres.Identifiers;

/** The table of heartbeats: one row an instance, kept for a while after its end. */
record InstanceTable(String schema) {
    private static final String NAME = "upshift_instances";

    /** So many beats may be missed before an instance counts as gone. */
    private static final int MISSED = 4;

    private static final String LIVE = "stopped_at is null and beat_at > clock_timestamp() - " + MISSED
            + " * interval_ms * interval '1 millisecond'";

    String name() {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(NAME);
    }

    /** Makes the table where it is missing; several statements. */
    String create() {
        return "create table if not exists " + name() + " (service text not null, instance text not null,"
                + " version text not null, application_name text not null, role_name text not null,"
                + " interval_ms bigint not null, started_at timestamptz not null, beat_at timestamptz not null,"
                + " stopped_at timestamptz, primary key (service, instance)) with (fillfactor = 50);\n"
                + "comment on table " + name() + " is 'Written by Upshift; one row a running instance'";
    }

    /** Service, instance, version, interval in ms. Whose session it is, the server knows best. */
    String beat() {
        return "insert into " + name() + " as i values (?, ?, ?, current_setting('application_name'), session_user, ?,"
                + " clock_timestamp(), clock_timestamp(), null) on conflict (service, instance) do update set"
                + " version = excluded.version, application_name = excluded.application_name,"
                + " role_name = excluded.role_name, interval_ms = excluded.interval_ms, beat_at = excluded.beat_at,"
                + " stopped_at = null";
    }

    /** Service, instance. */
    String stop() {
        return "update " + name() + " set stopped_at = clock_timestamp() where service = ? and instance = ?";
    }

    /** What is so old that no soak time needs it. Service. */
    String prune() {
        return "delete from " + name() + " where service = ? and beat_at < clock_timestamp() - interval '30 days'";
    }

    /** Each live instance, and each version of those that are gone, with ages in seconds. Service. */
    String read() {
        return "with i as (select *, " + LIVE + " as is_live from " + name() + " where service = ?)"
                + " select version, instance, role_name, application_name, " + seconds("beat_at") + ", "
                + seconds("started_at")
                + " from (select version, instance, role_name, application_name, beat_at, started_at from i where is_live"
                + " union all select version, null, null, null, max(coalesce(stopped_at, beat_at)), min(started_at)"
                + " from i where not is_live group by version) seen order by version, instance";
    }

    private static String seconds(String since) {
        return "extract(epoch from clock_timestamp() - " + since + ")::bigint";
    }
}
