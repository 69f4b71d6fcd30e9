package io.upshift.postgres.lint;

import io.upshift.postgres.LockMode;
import org.jspecify.annotations.Nullable;

/** One of the things that {@code ALTER TABLE} does. */
sealed interface TableAction {

    record AddColumn(Column column, boolean ifNotExists) implements TableAction {}

    record DropColumn(String column, boolean cascade) implements TableAction {}

    /** @param using null when PostgreSQL's own conversion is meant */
    record AlterType(String column, DataType type, @Nullable Expression using) implements TableAction {}

    record SetNotNull(String column) implements TableAction {}

    record DropNotNull(String column) implements TableAction {}

    record SetDefault(String column, Expression value) implements TableAction {}

    record DropDefault(String column) implements TableAction {}

    record AddIdentity(String column) implements TableAction {}

    record AddConstraint(Constraint constraint) implements TableAction {}

    record ValidateConstraint(String constraint) implements TableAction {}

    record DropConstraint(String constraint, boolean cascade) implements TableAction {}

    record RenameColumn(String from, String to) implements TableAction {}

    record RenameTable(String to) implements TableAction {}

    record SetSchema(String schema) implements TableAction {}

    record AttachPartition(Name partition) implements TableAction {}

    record DetachPartition(Name partition, boolean concurrently, boolean finish) implements TableAction {}

    record SetTablespace(String tablespace) implements TableAction {}

    /** SET LOGGED, SET UNLOGGED and SET ACCESS METHOD. */
    record Rewrite(String words) implements TableAction {}

    /** @param words how it starts, in lower case */
    record Other(String words, LockMode lock) implements TableAction {}
}
