package io.upshift.postgres.online;

import io.upshift.Gate;
import io.upshift.MigrationException;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Dropping a column or a table: what is in it is gone, and old code that still asks for it fails.
 *
 * <p>Has to be confirmed by name, and is deferred while a gate that it is given is shut. Takes a strong lock for a
 * moment, in short tries. Can't be taken back. Immutable.
 */
public final class Drop implements OnlineChange {
    private final String what;
    private final String sql;
    private final boolean confirmed;
    private final List<Gate<PostgresSession>> gates;

    private Drop(String what, String sql, boolean confirmed, List<Gate<PostgresSession>> gates) {
        this.what = what;
        this.sql = sql;
        this.confirmed = confirmed;
        this.gates = gates;
    }

    static Drop of(String what, String sql) {
        return new Drop(what, sql, false, List.of());
    }

    /**
     * Says that this is meant.
     *
     * @param name {@code table.column} or {@code table}, once more
     * @throws MigrationException when it is another name
     */
    public Drop confirm(String name) {
        if (!name.equals(what)) {
            throw MigrationException.refused(
                    "Dropping " + what + " was not confirmed", "the confirmation names " + name, "confirm " + what);
        }
        return new Drop(what, sql, true, gates);
    }

    /** Drops only while the gate is open. */
    public Drop gate(Gate<PostgresSession> gate) {
        List<Gate<PostgresSession>> all = new ArrayList<>(gates);
        all.add(gate);
        return new Drop(what, sql, confirmed, List.copyOf(all));
    }

    /** @throws MigrationException unless it was confirmed */
    @Override
    public List<Step<PostgresSession>> steps() {
        if (!confirmed) {
            throw MigrationException.refused(
                    "Dropping " + what + " is not confirmed",
                    "what is in it can't be brought back",
                    "call .confirm(\"" + what + "\") when nobody needs it any more");
        }
        return List.of(Step.transactional(sql, db -> db.sql(sql), null, gates));
    }
}
