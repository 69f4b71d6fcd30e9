package io.upshift.postgres.backfill;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** The columns of a table whose rows code works on, the same for as long as the work lasts. Thread-safe. */
final class RowColumns {
    private final String table;
    private final Map<String, String> types;
    private volatile Field<?> @Nullable [] fields;

    RowColumns(PostgresSession session, String table) throws SQLException {
        this.table = table;
        this.types = KeysetFinder.types(session, table);
    }

    Result<Record> fetch(DSLContext jooq, ResultSet rows) {
        Field<?>[] known = fields;
        if (known == null) {
            known = Arrays.stream(jooq.fetchLazy(rows).fields())
                    .map(RowColumn::new)
                    .toArray(Field<?>[]::new);
            fields = known;
        }
        return jooq.fetch(rows, known);
    }

    /** As the server writes them. */
    List<String> types(List<String> columns) throws StepException {
        return KeysetFinder.types(types, table, columns);
    }
}
