package io.upshift.postgres.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names of tables and views that a statement makes and takes away, as far as its first words tell.
 *
 * <p>Tables and views share their names in a schema, so both are called tables here.
 *
 * @param makes such as {@code table purchases}, the name as written, in lower case where it has no quotes
 * @param takes by dropping or renaming
 * @param isAll whether it can't make or take away any other
 */
public record NameStatement(List<String> makes, List<String> takes, boolean isAll) {
    private static final String PREFIX = "table ";
    private static final NameStatement NOTHING = new NameStatement(List.of(), List.of(), true);
    private static final NameStatement UNKNOWN = new NameStatement(List.of(), List.of(), false);

    /** Reads a statement; code in the database and whatever depends on what is there may do anything. */
    public static NameStatement of(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        lexer.next();
        if (lexer.is("create")) {
            lexer.next();
            return create(sql, lexer);
        }
        if (lexer.is("alter")) {
            lexer.next();
            return isRelation(lexer) ? alter(sql, lexer) : lexer.is("schema") ? UNKNOWN : NOTHING;
        }
        if (lexer.is("drop")) {
            lexer.next();
            return isRelation(lexer) ? drop(sql, lexer) : UNKNOWN;
        }
        boolean isCode = lexer.is("do") || lexer.is("call") || lexer.is("select") || lexer.is("execute");
        return isCode || lexer.is("set") || lexer.is("reset") || lexer.is("import") ? UNKNOWN : NOTHING;
    }

    private static NameStatement create(String sql, Lexer lexer) {
        if (lexer.is("unlogged") || lexer.is("recursive")) {
            lexer.next();
        }
        if (lexer.is("or") || lexer.is("schema")) {
            return UNKNOWN;
        }
        if (!isRelation(lexer)) {
            return NOTHING;
        }
        return lexer.is("if") ? UNKNOWN : new NameStatement(List.of(name(sql, lexer)), List.of(), true);
    }

    private static NameStatement drop(String sql, Lexer lexer) {
        if (lexer.is("if")) {
            return UNKNOWN;
        }
        List<String> takes = new ArrayList<>();
        takes.add(name(sql, lexer));
        while (lexer.is(',')) {
            lexer.next();
            takes.add(name(sql, lexer));
        }
        return new NameStatement(List.of(), takes, !lexer.is("cascade"));
    }

    private static NameStatement alter(String sql, Lexer lexer) {
        if (lexer.is("if") || lexer.is("all")) {
            return UNKNOWN;
        }
        if (lexer.is("only")) {
            lexer.next();
        }
        String name = name(sql, lexer);
        boolean renames = lexer.is("rename");
        boolean sets = lexer.is("set");
        lexer.next();
        if (sets && lexer.is("schema")) {
            return UNKNOWN;
        }
        if (!renames || !lexer.is("to")) {
            return NOTHING;
        }
        lexer.next();
        String schema = name.substring(0, name.lastIndexOf('.') + 1);
        String renamed = name(sql, lexer);
        return new NameStatement(
                List.of(schema.isEmpty() ? renamed : schema + renamed.substring(PREFIX.length())), List.of(name), true);
    }

    /** Leaves the lexer behind the words for a table or view, if it stands there. */
    private static boolean isRelation(Lexer lexer) {
        if (lexer.is("materialized") || lexer.is("foreign")) {
            lexer.next();
        }
        boolean isRelation = lexer.is("table") || lexer.is("view");
        if (isRelation) {
            lexer.next();
        }
        return isRelation;
    }

    /** Reads {@code a.b} and leaves the lexer behind it. */
    private static String name(String sql, Lexer lexer) {
        StringBuilder name = new StringBuilder(PREFIX);
        while (true) {
            String part = sql.substring(lexer.start(), lexer.end());
            name.append(lexer.token() == Token.WORD ? part.toLowerCase(Locale.ROOT) : plain(part));
            lexer.next();
            if (!lexer.is('.')) {
                return name.toString();
            }
            name.append('.');
            lexer.next();
        }
    }

    /** Without quotes that it doesn't need. */
    private static String plain(String name) {
        return name.matches("\"[a-z_][a-z0-9_]*\"") ? name.substring(1, name.length() - 1) : name;
    }
}
