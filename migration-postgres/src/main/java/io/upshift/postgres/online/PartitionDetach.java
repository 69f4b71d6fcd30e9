package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DETACH PARTITION CONCURRENTLY, brought to its end with FINALIZE when it was cut off. Immutable.
 *
 * <p>PostgreSQL leaves a check with the partition's bounds on the table that it becomes, so that attaching it again reads
 * no rows. Refused by PostgreSQL while the table has a default partition.
 */
public final class PartitionDetach implements OnlineChange {
    private final TableName table;
    private final TableName partition;
    private final @Nullable String bounds;

    PartitionDetach(TableName table, TableName partition, @Nullable String bounds) {
        this.table = table;
        this.partition = partition;
        this.bounds = bounds;
    }

    /**
     * Makes it possible to take this back.
     *
     * @param bounds the partition's, such as {@code for values from ('2024-01-01') to ('2025-01-01')}
     */
    public PartitionDetach bounds(String bounds) {
        return new PartitionDetach(table, partition, bounds);
    }

    @Override
    public List<Step<PostgresSession>> steps() {
        String alter = "alter table " + table.sql() + " ";
        String detach = alter + "detach partition " + partition.sql() + " concurrently";
        return List.of(
                bounds == null
                        ? PostgresSteps.statement(detach)
                        : PostgresSteps.statement(
                                detach, alter + "attach partition " + partition.sql() + " " + bounds));
    }
}
