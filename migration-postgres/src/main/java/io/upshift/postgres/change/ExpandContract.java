package io.upshift.postgres.change;

import io.upshift.Change;
import io.upshift.Changes;
import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.postgres.PostgresSession;
import java.util.List;

/**
 * One change to a table that old and new versions of the service use at the same time, as three migrations.
 *
 * <p><b>Expand</b> puts the new structure beside the old one and keeps both in step from then on, whoever writes either of
 * them. <b>Backfill</b> brings the rows that are there already, beside the running service. <b>Contract</b> takes the old
 * structure away, as soon as {@link #contract} allows it; until then it is deferred, which fails nothing.
 *
 * <p>Their ids are the declaration's with {@code .1}, {@code .2} and {@code .3} behind its version. Each phase can be
 * reverted by itself, and leaves what was written meanwhile in the structure that stays; where that is impossible, the
 * revert is refused.
 */
public interface ExpandContract extends Changes<PostgresSession> {

    /** What changes; the same at every call. */
    TableChange change();

    /** When the old structure may go; not before somebody says so, unless overridden. */
    default Contract contract() {
        return Contract.notYet();
    }

    /** What an author says of all three; their phases and what they depend on are added. */
    default Metadata metadata() {
        return Metadata.none();
    }

    @Override
    default List<Change<PostgresSession>> changes() {
        return PhaseChange.all(this);
    }

    /**
     * A change without a class of its own.
     *
     * @param id in its text form, such as {@code 1709123456789-RenameCustomer}
     */
    static ExpandContract of(String id, TableChange change, Contract contract) {
        MigrationId parsed = MigrationId.parse(id);
        return new ExpandContract() {
            @Override
            public TableChange change() {
                return change;
            }

            @Override
            public Contract contract() {
                return contract;
            }

            @Override
            public MigrationId id() {
                return parsed;
            }
        };
    }
}
