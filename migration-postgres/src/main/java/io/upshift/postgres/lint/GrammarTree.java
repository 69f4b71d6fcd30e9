package io.upshift.postgres.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Ways to get at the parts of a parse tree. */
final class GrammarTree {
    private GrammarTree() {}

    /** The first child of a type; null when there is none. */
    static <T> @Nullable T child(@Nullable ParserRuleContext node, Class<T> type) {
        List<T> children = children(node, type);
        return children.isEmpty() ? null : children.get(0);
    }

    static <T> List<T> children(@Nullable ParserRuleContext node, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (int i = 0; node != null && i < node.getChildCount(); i++) {
            if (type.isInstance(node.getChild(i))) {
                found.add(type.cast(node.getChild(i)));
            }
        }
        return found;
    }

    /** Everything of a type below a node, from left to right. */
    static <T> List<T> all(@Nullable ParseTree node, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(node, type, found);
        return found;
    }

    private static <T> void collect(@Nullable ParseTree node, Class<T> type, List<T> into) {
        if (node == null) {
            return;
        }
        if (type.isInstance(node)) {
            into.add(type.cast(node));
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), type, into);
        }
    }

    /** The keywords and signs that are its own children, in lower case. */
    static List<String> words(@Nullable ParserRuleContext node) {
        return children(node, TerminalNode.class).stream()
                .map(word -> word.getText().toLowerCase(Locale.ROOT))
                .toList();
    }

    static boolean has(@Nullable ParserRuleContext node, String... words) {
        return words(node).containsAll(List.of(words));
    }

    /** The text as it was written, comments included. */
    static String sql(ParserRuleContext node) {
        int from = node.getStart().getStartIndex();
        int to = node.getStop() == null ? from - 1 : node.getStop().getStopIndex();
        return to < from ? "" : node.getStart().getInputStream().getText(Interval.of(from, to));
    }

    /** From the start of a node to the end of another. */
    static String sql(ParserRuleContext first, ParserRuleContext last) {
        return first.getStart()
                .getInputStream()
                .getText(Interval.of(
                        first.getStart().getStartIndex(), last.getStop().getStopIndex()));
    }

    /** An identifier as PostgreSQL folds it; the parser's own text of it has lost its quotes. */
    static String identifier(ParserRuleContext node) {
        return folded(sql(node));
    }

    static String folded(String written) {
        boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
        return quoted
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    /** A name with or without its schema; a database in front of them is left out. */
    static Name name(SQLParser.Schema_qualified_nameContext node) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < node.getChildCount(); i++) {
            if (node.getChild(i) instanceof ParserRuleContext part) {
                parts.add(identifier(part));
            }
        }
        int last = parts.size() - 1;
        return new Name(last > 0 ? parts.get(last - 1) : null, parts.get(last));
    }

    static List<Name> names(@Nullable ParserRuleContext node) {
        return all(node, SQLParser.Schema_qualified_nameContext.class).stream()
                .map(GrammarTree::name)
                .toList();
    }

    static List<String> columns(@Nullable ParserRuleContext node) {
        return names(node).stream().map(Name::name).toList();
    }

    static Expression expression(ParserRuleContext node) {
        Set<String> functions = new TreeSet<>();
        for (SQLParser.Function_callContext call : all(node, SQLParser.Function_callContext.class)) {
            SQLParser.Schema_qualified_name_nontypeContext name = call.schema_qualified_name_nontype();
            if (name != null) {
                functions.add(folded(sql(name)));
            }
        }
        return Expression.of(sql(node), functions);
    }
}
