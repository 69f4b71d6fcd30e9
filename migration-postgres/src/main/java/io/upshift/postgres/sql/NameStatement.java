package io.upshift.postgres.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names that a statement makes and takes away, as far as its first words tell.
 *
 * @param makes such as {@code table purchases}, the name as written, in lower case where it has no quotes
 * @param takes by dropping or renaming
 * @param isAll whether it can't make or take away anything else
 */
public record NameStatement(List<String> makes, List<String> takes, boolean isAll) {
    private static final NameStatement NOTHING = new NameStatement(List.of(), List.of(), true);
    private static final NameStatement UNKNOWN = new NameStatement(List.of(), List.of(), false);
    private static final List<String> KINDS = List.of("table", "view", "index", "sequence", "type");

    /** Reads a statement; code in the database and whatever depends on what is there may do anything. */
    public static NameStatement of(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        lexer.next();
        if (lexer.is("create")) {
            lexer.next();
            return lexer.is("table") ? create(sql, lexer) : lexer.is("schema") ? UNKNOWN : NOTHING;
        }
        boolean isAlter = lexer.is("alter");
        if (isAlter || lexer.is("drop")) {
            lexer.next();
            String kind = kind(lexer);
            if (kind == null || lexer.is("if")) {
                return UNKNOWN;
            }
            return isAlter ? alter(sql, lexer, kind) : drop(sql, lexer, kind);
        }
        boolean isCode = lexer.is("do") || lexer.is("call") || lexer.is("select") || lexer.is("execute");
        return isCode || lexer.is("set") || lexer.is("reset") ? UNKNOWN : NOTHING;
    }

    private static NameStatement create(String sql, Lexer lexer) {
        lexer.next();
        return lexer.is("if") ? UNKNOWN : new NameStatement(List.of("table " + name(sql, lexer)), List.of(), true);
    }

    private static NameStatement drop(String sql, Lexer lexer, String kind) {
        List<String> takes = new ArrayList<>();
        do {
            if (!takes.isEmpty()) {
                lexer.next();
            }
            takes.add(kind + " " + name(sql, lexer));
        } while (lexer.is(','));
        return new NameStatement(List.of(), takes, !lexer.is("cascade"));
    }

    private static NameStatement alter(String sql, Lexer lexer, String kind) {
        if (lexer.is("only")) {
            lexer.next();
        }
        String name = name(sql, lexer);
        if (!lexer.is("rename")) {
            return NOTHING;
        }
        lexer.next();
        if (lexer.is("to")) {
            lexer.next();
            String schema = name.substring(0, name.lastIndexOf('.') + 1);
            return renamed(kind + " " + name, kind + " " + schema + name(sql, lexer));
        }
        if (lexer.is("constraint") || !kind.equals("table")) {
            return NOTHING;
        }
        if (lexer.is("column")) {
            lexer.next();
        }
        String column = name(sql, lexer);
        lexer.next();
        return renamed("column " + name + "." + column, "column " + name + "." + name(sql, lexer));
    }

    private static NameStatement renamed(String from, String to) {
        return new NameStatement(List.of(to), List.of(from), true);
    }

    /** Leaves the lexer behind the kind; null when it is another one. */
    private static @Nullable String kind(Lexer lexer) {
        String prefix = "";
        if (lexer.is("materialized")) {
            prefix = "materialized ";
            lexer.next();
        }
        for (String kind : KINDS) {
            if (lexer.is(kind)) {
                lexer.next();
                if (lexer.is("concurrently")) {
                    lexer.next();
                }
                return prefix + kind;
            }
        }
        return null;
    }

    /** Reads {@code a.b} and leaves the lexer behind it. */
    private static String name(String sql, Lexer lexer) {
        StringBuilder name = new StringBuilder();
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
