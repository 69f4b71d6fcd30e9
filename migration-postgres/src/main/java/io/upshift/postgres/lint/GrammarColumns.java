package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.child;
import static io.upshift.postgres.lint.GrammarTree.columns;
import static io.upshift.postgres.lint.GrammarTree.expression;
import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.identifier;
import static io.upshift.postgres.lint.GrammarTree.name;
import static io.upshift.postgres.lint.GrammarTree.sql;
import static io.upshift.postgres.lint.GrammarTree.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads columns, types and constraints. */
final class GrammarColumns {
    private GrammarColumns() {}

    static Column column(SQLParser.Table_column_definitionContext node) {
        String name = identifier(node.identifier());
        boolean notNull = false;
        Expression value = null;
        Column.Generated generated = Column.Generated.NO;
        List<Constraint> constraints = new ArrayList<>();
        for (SQLParser.Constraint_commonContext behind : node.constraint_common()) {
            SQLParser.Constr_bodyContext body = behind.constr_body();
            Constraint constraint = constraint(behind, List.of(name));
            if (constraint != null) {
                constraints.add(constraint);
            } else if (body.default_expr != null) {
                value = expression(body.default_expr);
            } else if (body.identity_body() != null) {
                generated = Column.Generated.IDENTITY;
            } else if (has(body, "generated")) {
                generated = has(body, "virtual") ? generated : Column.Generated.STORED;
            } else if (isNotNull(body)) {
                notNull = true;
            }
        }
        boolean key = constraints.stream().anyMatch(constraint -> constraint.kind() == Constraint.Kind.PRIMARY_KEY);
        return new Column(
                name,
                type(node.data_type()),
                notNull || key || generated == Column.Generated.IDENTITY,
                value == null || value.isNull() ? null : value,
                generated,
                List.copyOf(constraints),
                sql(node));
    }

    static boolean isNotNull(SQLParser.Constr_bodyContext body) {
        return words(body).equals(List.of("not", "null"));
    }

    /** @param column the one that it stands behind; empty for one that names its own */
    static @Nullable Constraint constraint(SQLParser.Constraint_commonContext node, List<String> column) {
        SQLParser.Constr_bodyContext body = node.constr_body();
        Constraint.Kind kind = kind(body);
        if (kind == null) {
            return null;
        }
        SQLParser.Index_parametersContext index = body.index_parameters();
        SQLParser.Schema_qualified_nameContext usingIndex = index == null ? null : index.schema_qualified_name();
        boolean reference = kind == Constraint.Kind.FOREIGN_KEY;
        return new Constraint(
                kind,
                node.identifier() == null ? null : identifier(node.identifier()),
                column.isEmpty() ? own(body, kind) : column,
                reference ? name(body.schema_qualified_name()) : null,
                reference ? columns(body.ref_period) : List.of(),
                body.expression == null ? null : expression(body.expression),
                usingIndex == null ? null : name(usingIndex).name(),
                has(node, "not", "valid"),
                sql(body));
    }

    private static Constraint.@Nullable Kind kind(SQLParser.Constr_bodyContext body) {
        List<String> words = words(body);
        if (words.contains("exclude")) {
            return Constraint.Kind.EXCLUDE;
        }
        if (words.contains("references")) {
            return Constraint.Kind.FOREIGN_KEY;
        }
        if (words.contains("check")) {
            return Constraint.Kind.CHECK;
        }
        if (words.contains("unique")) {
            return Constraint.Kind.UNIQUE;
        }
        return words.contains("primary") ? Constraint.Kind.PRIMARY_KEY : null;
    }

    private static List<String> own(SQLParser.Constr_bodyContext body, Constraint.Kind kind) {
        return switch (kind) {
            case FOREIGN_KEY -> columns(body.col_period);
            case UNIQUE, PRIMARY_KEY -> columns(body.names_without_overlaps());
            case CHECK, EXCLUDE -> List.of();
        };
    }

    static DataType type(SQLParser.Data_typeContext node) {
        SQLParser.Predefined_typeContext type = node.predefined_type();
        List<Integer> sizes = new ArrayList<>();
        for (SQLParser.IconstContext size : GrammarTree.all(type, SQLParser.IconstContext.class)) {
            sizes.add(Integer.valueOf(size.getText()));
        }
        String words = sql(type)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)", " ")
                .strip()
                .replaceAll("\\s+", " ");
        boolean isArray = !node.array_type().isEmpty() || has(node, "array");
        return DataType.of(words.replace("\"", ""), sizes, isArray, sql(node));
    }

    /** The parts that a table's parentheses hold. */
    static List<Column> columnsOf(SQLParser.@Nullable Define_columnsContext node) {
        List<Column> columns = new ArrayList<>();
        if (node != null) {
            for (SQLParser.Table_column_defContext part : node.table_column_def()) {
                if (part.table_column_definition() != null) {
                    columns.add(column(part.table_column_definition()));
                }
            }
        }
        return columns;
    }

    static List<Constraint> constraintsOf(SQLParser.@Nullable Define_columnsContext node) {
        List<Constraint> constraints = new ArrayList<>();
        if (node != null) {
            for (SQLParser.Table_column_defContext part : node.table_column_def()) {
                Constraint constraint =
                        part.tabl_constraint == null ? null : constraint(part.tabl_constraint, List.of());
                if (constraint != null) {
                    constraints.add(constraint);
                }
            }
        }
        return constraints;
    }

    /** The tables of LIKE. */
    static List<Name> likesOf(SQLParser.@Nullable Define_columnsContext node) {
        List<Name> likes = new ArrayList<>();
        if (node != null) {
            for (SQLParser.Table_column_defContext part : node.table_column_def()) {
                SQLParser.Schema_qualified_nameContext like = child(part, SQLParser.Schema_qualified_nameContext.class);
                if (like != null) {
                    likes.add(name(like));
                }
            }
        }
        return likes;
    }
}
