package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently i on t (a)",
                "CREATE /* x */ UNIQUE -- y\n INDEX\tCONCURRENTLY IF NOT EXISTS i ON t (a)",
                "drop index concurrently if exists i",
                "reindex table concurrently t",
                "reindex index concurrently i",
                "reindex (concurrently, verbose) table t",
                "reindex (verbose, concurrently on, tablespace x) index i",
                "reindex database d",
                "reindex (verbose) system d",
                "reindex schema concurrently s",
                "vacuum",
                "vacuum (full, analyze) t",
                "cluster",
                "cluster verbose",
                "cluster (verbose)",
                "create database d",
                "drop database if exists d with (force)",
                "alter database d set tablespace x",
                "alter database \"d;\" with tablespace x",
                "create tablespace x location '/x'",
                "drop tablespace x",
                "alter system set work_mem = '1MB'",
                "alter system reset all",
                "alter table t detach partition p concurrently",
                "alter table if exists only s.t detach partition s.p concurrently",
                "create subscription s connection 'c' publication p, q",
                "create subscription s connection 'c' publication p, q with (copy_data = false)",
                "create subscription s connection 'c' publication p with (create_slot)",
                "drop subscription if exists s",
                "alter subscription s refresh publication with (copy_data = false)",
                "alter subscription s set publication p, q",
                "alter subscription s add publication p with (refresh)",
                "alter subscription s drop publication p",
                "alter subscription s set (failover = true)",
                "alter subscription s set (binary, two_phase = off)"
            })
    void tellsWhatPostgresRefusesInsideATransactionBlock(String sql) {
        assertThat(kind(sql)).isEqualTo(StatementKind.NON_TRANSACTIONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "create index i on t (a)",
                "create index \"concurrently\" on t (a)",
                "create table concurrently_built (a int)",
                "drop index i",
                "refresh materialized view concurrently m",
                "alter type color add value 'red'",
                "alter table t detach partition p",
                "alter table t detach partition p finalize",
                "alter table t detach partition s.concurrently",
                "alter table t rename to detach",
                "alter database d set work_mem = '1MB'",
                "alter database d with connection limit 3",
                "alter tablespace x owner to y",
                "reindex table t",
                "reindex (verbose) index i",
                "reindex (concurrently false) table t",
                "reindex (concurrently 'off', verbose) table t",
                "reindex (concurrently 0) table t",
                "analyze t",
                "cluster t using i",
                "cluster verbose t",
                "cluster (verbose) t",
                "create subscription s connection 'c' publication p, q with (create_slot = false)",
                "create subscription s connection 'c' publication p with (copy_data, connect = off)",
                "alter subscription s set publication p, q with (refresh = false)",
                "alter subscription s set (slot_name = none)",
                "alter subscription s set (two_phase = true)",
                "alter subscription s enable",
                "alter subscription s connection 'c'",
                "savepoint a",
                "release savepoint a",
                "rollback to a",
                "rollback work to savepoint a",
                "rollback transaction to a",
                "set transaction isolation level serializable",
                "prepare transaction as select 1",
                "prepare p as select 1",
                "explain select 1",
                "copy t from '/x'",
                "copy t to stdout",
                "copy (select a from stdin) to stdout",
                "lock table t"
            })
    void tellsWhatRunsInsideATransactionBlock(String sql) {
        assertThat(kind(sql)).isEqualTo(StatementKind.TRANSACTIONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "BEGIN isolation level serializable",
                "start /* a */ transaction",
                "commit",
                "commit and chain",
                "end",
                "rollback",
                "rollback work",
                "rollback and no chain",
                "abort",
                "prepare transaction 'x'",
                "commit prepared 'x'",
                "rollback prepared 'x'"
            })
    void tellsWhatControlsTheTransaction(String sql) {
        assertThat(kind(sql)).isEqualTo(StatementKind.TRANSACTION_CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discard all",
                "DISCARD temp",
                "select pg_advisory_unlock(1)",
                "select PG_Advisory_Unlock_All ()",
                "select pg_catalog.pg_advisory_unlock_shared /* a */ (1, 2)",
                "with x as (select pg_advisory_unlock_all()) select 1",
                "copy (select pg_advisory_unlock_all()) to stdout"
            })
    void tellsWhatTakesTheSessionAway(String sql) {
        assertThat(kind(sql)).isEqualTo(StatementKind.SESSION_ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'pg_advisory_unlock(1)'",
                "select 1 -- pg_advisory_unlock(1)",
                "select \"pg_advisory_unlock\" from t",
                "select pg_advisory_unlock from t",
                "select my_pg_advisory_unlock(1)",
                "select pg_advisory_unlocked(1)",
                "select pg_advisory_xact_lock(1)"
            })
    void letsPassWhatOnlyLooksLikeAnUnlock(String sql) {
        assertThat(kind(sql)).isEqualTo(StatementKind.TRANSACTIONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy t from stdin",
                "COPY s.\"T\" (a, b) FROM /* rows */ STDIN WITH (FORMAT csv)",
                "copy binary t from stdin",
                "copy t from stdout"
            })
    void tellsACopyThatReadsRows(String sql) {
        assertThat(SqlScript.parse("V1.sql", sql + ";\n\\.\n").statements())
                .extracting(SqlStatement::kind)
                .containsExactly(StatementKind.COPY_FROM_STDIN);
    }

    @Test
    void findsTheFirstStatementThatDoesNotFitATransaction() {
        assertThat(SqlStatement.firstUnfit("select 1;\n  commit; vacuum"))
                .contains(new SqlStatement("commit", 2, 3, null, StatementKind.TRANSACTION_CONTROL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "insert into t values (';commit;'); savepoint a",
                "copy t from stdin; select 1",
                "select 'unterminated ; commit",
                "select \\ 1",
                "select j ? 'a', $1 from t where a = ?"
            })
    void findsNothingWhereEverythingFitsOrCannotBeRead(String sql) {
        assertThat(SqlStatement.firstUnfit(sql)).isEmpty();
    }

    private static StatementKind kind(String sql) {
        return SqlScript.parse("V1.sql", sql).statements().get(0).kind();
    }
}
