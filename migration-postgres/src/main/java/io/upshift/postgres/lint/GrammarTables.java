package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.expression;
import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.identifier;
import static io.upshift.postgres.lint.GrammarTree.name;
import static io.upshift.postgres.lint.GrammarTree.words;

import io.upshift.postgres.LockMode;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import io.upshift.postgres.lint.TableAction.AddIdentity;
import io.upshift.postgres.lint.TableAction.AlterType;
import io.upshift.postgres.lint.TableAction.AttachPartition;
import io.upshift.postgres.lint.TableAction.DetachPartition;
import io.upshift.postgres.lint.TableAction.DropColumn;
import io.upshift.postgres.lint.TableAction.DropConstraint;
import io.upshift.postgres.lint.TableAction.DropDefault;
import io.upshift.postgres.lint.TableAction.DropNotNull;
import io.upshift.postgres.lint.TableAction.Other;
import io.upshift.postgres.lint.TableAction.RenameColumn;
import io.upshift.postgres.lint.TableAction.RenameTable;
import io.upshift.postgres.lint.TableAction.Rewrite;
import io.upshift.postgres.lint.TableAction.SetDefault;
import io.upshift.postgres.lint.TableAction.SetNotNull;
import io.upshift.postgres.lint.TableAction.SetSchema;
import io.upshift.postgres.lint.TableAction.SetTablespace;
import io.upshift.postgres.lint.TableAction.ValidateConstraint;
import java.util.List;
import java.util.Locale;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads CREATE TABLE and ALTER TABLE. */
final class GrammarTables {
    private GrammarTables() {}

    static Statement create(SQLParser.Create_table_statementContext node) {
        SQLParser.Define_columnsContext columns = node.define_table().define_columns();
        SQLParser.Define_partitionContext partition = node.define_table().define_partition();
        return new Statement.CreateTable(
                name(node.name),
                GrammarColumns.columnsOf(columns),
                GrammarColumns.constraintsOf(columns),
                has(node, "temporary") || has(node, "temp"),
                node.if_not_exists() != null,
                node.partition_by() != null,
                partition == null ? null : name(partition.parent_table),
                GrammarColumns.likesOf(columns));
    }

    static Statement alter(SQLParser.Alter_table_statementContext node) {
        return new Statement.AlterTable(name(node.name), actions(node));
    }

    private static List<TableAction> actions(SQLParser.Alter_table_statementContext node) {
        if (!node.table_action().isEmpty()) {
            return node.table_action().stream().map(GrammarTables::action).toList();
        }
        if (node.rename_to() != null) {
            return List.of(new RenameTable(identifier(node.rename_to().name)));
        }
        if (node.set_schema() != null) {
            return List.of(new SetSchema(identifier(node.set_schema().identifier())));
        }
        if (node.alter_partition() != null) {
            return List.of(partition(node.alter_partition()));
        }
        boolean column = has(node, "rename") && !has(node, "constraint");
        return List.of(
                column
                        ? new RenameColumn(identifier(node.identifier(0)), identifier(node.identifier(1)))
                        : new Other("rename constraint", LockMode.ACCESS_EXCLUSIVE));
    }

    private static TableAction partition(SQLParser.Alter_partitionContext node) {
        return node.child == null
                ? new AttachPartition(name(node.partition_table_value().schema_qualified_name()))
                : new DetachPartition(name(node.child), has(node, "concurrently"), has(node, "finalize"));
    }

    private static TableAction action(SQLParser.Table_actionContext node) {
        if (node.table_column_definition() != null) {
            return new AddColumn(GrammarColumns.column(node.table_column_definition()), node.if_not_exists() != null);
        }
        if (node.column_action() != null) {
            return onColumn(identifier(node.column), node.column_action());
        }
        if (node.column != null) {
            return new DropColumn(identifier(node.column), cascades(node.cascade_restrict()));
        }
        if (node.tabl_constraint != null) {
            return constraint(node.tabl_constraint);
        }
        if (node.validate_constraint() != null) {
            return new ValidateConstraint(
                    name(node.validate_constraint().constraint_name).name());
        }
        if (node.drop_constraint() != null) {
            return new DropConstraint(
                    identifier(node.drop_constraint().constraint_name),
                    cascades(node.drop_constraint().cascade_restrict()));
        }
        if (node.set_tablespace() != null) {
            return new SetTablespace(identifier(node.set_tablespace().identifier()));
        }
        boolean rewrites = node.set_logged() != null || has(node, "set", "access") || has(node, "with", "oids");
        String start = String.join(" ", words(node));
        String shown = start.isEmpty() ? GrammarTree.sql(node).toLowerCase(Locale.ROOT) : start;
        return rewrites ? new Rewrite(GrammarTree.sql(node)) : new Other(shown, lock(node));
    }

    private static TableAction onColumn(String column, SQLParser.Column_actionContext node) {
        if (node.data_type() != null) {
            return new AlterType(
                    column, GrammarColumns.type(node.data_type()), node.vex() == null ? null : expression(node.vex()));
        }
        if (node.set_def_column() != null) {
            return new SetDefault(column, expression(node.set_def_column().vex()));
        }
        if (node.drop_def() != null) {
            return new DropDefault(column);
        }
        if (node.identity_body() != null) {
            return new AddIdentity(column);
        }
        if (has(node, "not", "null")) {
            return has(node, "set") ? new SetNotNull(column) : new DropNotNull(column);
        }
        if (node.expression != null) {
            return new Rewrite("alter column " + Name.sql(column) + " " + GrammarTree.sql(node));
        }
        boolean light = node.set_statistics() != null || node.storage_parameters() != null;
        return new Other(
                GrammarTree.sql(node).toLowerCase(Locale.ROOT),
                light ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
    }

    private static TableAction constraint(SQLParser.Constraint_commonContext node) {
        Constraint constraint = GrammarColumns.constraint(node, List.of());
        if (constraint != null) {
            return new AddConstraint(constraint);
        }
        SQLParser.Schema_qualified_nameContext column = node.constr_body().col_name;
        boolean scans = column != null && !has(node, "not", "valid");
        return scans ? new SetNotNull(name(column).name()) : new Other("add not null", LockMode.ACCESS_EXCLUSIVE);
    }

    /** What the documentation gives for the actions that need less than ACCESS EXCLUSIVE. */
    private static LockMode lock(SQLParser.Table_actionContext node) {
        if (has(node, "trigger")) {
            return LockMode.SHARE_ROW_EXCLUSIVE;
        }
        boolean light = node.storage_parameters() != null || node.names_in_parens() != null || has(node, "cluster");
        return light ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }

    private static boolean cascades(SQLParser.Cascade_restrictContext node) {
        return has(node, "cascade");
    }
}
