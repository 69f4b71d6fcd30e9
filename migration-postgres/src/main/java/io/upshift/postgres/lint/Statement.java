package io.upshift.postgres.lint;

import io.upshift.postgres.LockMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says, as far as a rule or the schema's story asks for it.
 *
 * <p>The parser's own types stop at the {@code Grammar} classes: what follows sees these alone.
 */
sealed interface Statement {

    /**
     * @param likes tables whose columns it takes over
     * @param partitionOf the parent of a partition; otherwise null
     */
    record CreateTable(
            Name table,
            List<Column> columns,
            List<Constraint> constraints,
            boolean isTemporary,
            boolean ifNotExists,
            boolean isPartitioned,
            @Nullable Name partitionOf,
            List<Name> likes)
            implements Statement {}

    record CreateTableAs(Name table, boolean isTemporary) implements Statement {}

    record AlterTable(Name table, List<TableAction> actions) implements Statement {}

    /**
     * @param name null when it is left to PostgreSQL
     * @param columns the plain columns in front, up to the first expression
     * @param keys how many columns and expressions it has
     * @param rest from the table's name on, as it was written
     */
    record CreateIndex(
            @Nullable String name,
            Name table,
            boolean isUnique,
            boolean concurrently,
            boolean only,
            String method,
            List<String> columns,
            int keys,
            boolean isPartial,
            String rest)
            implements Statement {

        /** Its name, or the one that PostgreSQL would choose. */
        String chosenName() {
            return name != null ? name : table.name() + "_" + String.join("_", columns) + "_idx";
        }
    }

    record AlterIndex(
            Name index, @Nullable Name attached, @Nullable String renamedTo) implements Statement {}

    record DropIndex(List<Name> indexes, boolean concurrently, boolean cascade) implements Statement {}

    /** @param what index, table, schema, database or system */
    record Reindex(String what, @Nullable Name name, boolean concurrently) implements Statement {}

    /** @param what table, view, schema, database, type, sequence and so on */
    record Drop(String what, List<Name> names, boolean ifExists, boolean cascade) implements Statement {}

    record Truncate(List<Name> tables, boolean cascade) implements Statement {}

    /**
     * INSERT, UPDATE, DELETE, MERGE and COPY FROM.
     *
     * @param isBounded it says itself which rows, as INSERT … VALUES does
     * @param hasWhere it says which of the rows
     * @param pinned columns that have to equal one of some values
     * @param alsoReads other tables that it reads
     */
    record Change(Verb verb, Name table, boolean isBounded, boolean hasWhere, List<String> pinned, List<Name> alsoReads)
            implements Statement {

        enum Verb {
            INSERT,
            UPDATE,
            DELETE,
            MERGE,
            COPY
        }
    }

    /** VACUUM FULL and CLUSTER. */
    record Compact(String words, @Nullable Name table) implements Statement {}

    /** @param what schema, type, sequence, view, index, attribute, function … */
    record Rename(String what, Name object, String to) implements Statement {}

    record CreateEnum(Name type) implements Statement {}

    record AddEnumValue(Name type, String value, boolean isPlaced) implements Statement {}

    record RenameEnumValue(Name type, String from, String to) implements Statement {}

    record CreateDomain(Name domain, boolean hasConstraint) implements Statement {}

    record AlterDomain(Name domain, boolean addsConstraint, boolean isNotValid, String constraintSql)
            implements Statement {}

    /** @param value {@code default} also for RESET */
    record SetParameter(String parameter, String value) implements Statement {}

    /** @param words such as {@code begin}, in lower case */
    record TransactionControl(String words) implements Statement {}

    record LockTable(List<Name> tables, LockMode mode) implements Statement {}

    record CreateView(Name view, boolean isMaterialized, boolean isReplaced) implements Statement {}

    record RefreshView(Name view, boolean concurrently) implements Statement {}

    record CreateTrigger(Name table, boolean isConstraint) implements Statement {}

    /** @param tables none means all of them */
    record Publish(String publication, List<Name> tables) implements Statement {}

    /**
     * A DO block.
     *
     * @param within the statements that it may execute, where its body could be read
     * @param isOpaque whether it executes SQL that it puts together, or couldn't be read
     */
    record Block(List<Statement> within, boolean isOpaque) implements Statement {}

    /** @param why what the grammar says */
    record Unreadable(String why) implements Statement {}

    /** Nothing that a rule asks for. */
    record Other(String words) implements Statement {}
}
