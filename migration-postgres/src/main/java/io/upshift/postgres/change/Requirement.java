package io.upshift.postgres.change;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.Step;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import io.upshift.postgres.backfill.Backfill;
import io.upshift.postgres.online.OnlineChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that rows have to satisfy in the end, while old code still writes rows that don't.
 *
 * <p>From the expand on, a trigger mends what is written; the backfill mends what is there; the contract adds the
 * constraint, from which on a writer gets the error, and takes the trigger away.
 */
final class Requirement extends TableChange {
    private final TableName table;
    private final String column;
    private final String condition;
    private final String otherwise;
    private final OnlineChange constraint;

    /**
     * @param condition false in a row that has to be mended; as in a check, null is as good as true
     * @param otherwise the column's value in such a row
     * @param constraint which is added in the end
     */
    Requirement(TableName table, String column, String condition, String otherwise, OnlineChange constraint) {
        this.table = table;
        this.column = column;
        this.condition = condition;
        this.otherwise = otherwise;
        this.constraint = constraint;
    }

    @Override
    TableName table() {
        return table;
    }

    @Override
    List<String> goes() {
        return List.of(table.plain() + "." + column);
    }

    @Override
    String content() {
        return "requirement of " + table + " " + column + " " + condition + " " + otherwise + " "
                + constraint.steps().stream().map(Step::name).toList();
    }

    @Override
    Phases phases(MigrationId id, Duration kept) {
        if (!kept.isZero()) {
            throw MigrationException.usage(
                    "The change of " + table.plain() + " has nothing old that could be kept",
                    "leave keepingOldFor(…) out: its contract can be reverted");
        }
        SyncNames names = SyncNames.of(id, table);
        Step<PostgresSession> mend = Step.transactional(
                "mend what is written to " + table.plain(), db -> add(db, names), db -> remove(db, names));
        Backfill fill = Backfill.table(table.plain()).set(column, otherwise).where("(" + condition + "\n) is false");
        List<Step<PostgresSession>> contract = new ArrayList<>(constraint.steps());
        contract.add(Step.transactional(
                "leave what is written to " + table.plain() + " alone", db -> remove(db, names), db -> add(db, names)));
        return new Phases(
                List.of(mend),
                List.of(Step.batched("mend " + table.plain(), fill, new NoBatches())),
                List.copyOf(contract),
                List.of(),
                List.of());
    }

    private void add(PostgresSession db, SyncNames names) throws Exception {
        LiveTable live = LiveTable.read(db, table);
        live.column(column);
        Set<String> inputs = Inputs.of(db, live, names.look(), List.of(condition, otherwise));
        new Surroundings(names, live).check(db, Set.of(column));
        String function = live.in(names.function());
        String mended = "            if (" + condition + "\n            ) is false then\n"
                + SyncBody.assignments(Map.of(column, otherwise)) + "            end if;\n";
        db.sql("create function " + function + "() returns trigger language plpgsql set search_path from current as "
                + Identifiers.literal("#variable_conflict use_column\nbegin\n" + Block.of(live, inputs, mended)
                        + "    return new;\nend"));
        db.sql("create trigger " + Identifiers.quoted(names.trigger("0")) + " before insert or update on " + live.sql()
                + " for each row execute function " + function + "()");
    }

    private void remove(PostgresSession db, SyncNames names) throws Exception {
        db.sql("drop function if exists " + LiveTable.read(db, table).in(names.function()) + "() cascade");
    }
}
