package io.upshift.postgres.backfill;

import org.jooq.Context;
import org.jooq.Field;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A column of the rows that code works on, the same as any field of its name.
 *
 * <p>What {@code row.field("label", String.class)} returns is a new field each time, which jOOQ would look for in each row
 * by comparing rendered SQL.
 */
@SuppressWarnings("serial")
final class RowColumn<T> extends CustomField<T> {
    RowColumn(Field<T> column) {
        super(column.getUnqualifiedName(), column.getDataType());
    }

    @Override
    public void accept(Context<?> context) {
        context.visit(DSL.name(getName()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field<?> field && field.getName().equals(getName());
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
