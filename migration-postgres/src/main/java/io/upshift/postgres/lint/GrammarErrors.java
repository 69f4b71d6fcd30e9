package io.upshift.postgres.lint;

import java.util.ArrayList;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.base.AntlrParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Keeps the first thing that a parser stumbles over, without the literals that stand there: they may be row data. */
final class GrammarErrors extends BaseErrorListener {
    private @Nullable String first;

    /** A parser of this text that tells its errors here, and no longer to the log. */
    SQLParser parser(String sql) {
        SQLParser parser = AntlrParser.createSQLParser(sql, "", new ArrayList<>());
        parser.removeErrorListeners();
        parser.addErrorListener(this);
        Lexer lexer = (Lexer) parser.getTokenStream().getTokenSource();
        lexer.removeErrorListeners();
        lexer.addErrorListener(this);
        return parser;
    }

    /** Null when there was none. */
    @Nullable
    String first() {
        return first;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        if (first == null) {
            String at = offending instanceof Token token && isWord(token)
                    ? "'" + token.getText() + "'"
                    : "what stands there";
            first = "the grammar stops at line " + line + " of it, column " + (column + 1) + ", and doesn't expect "
                    + at;
        }
    }

    private static boolean isWord(Token token) {
        return token.getType() != SQLLexer.StringConstant && token.getText().matches("\\w{1,63}|[^\\w\\s']{1,3}");
    }
}
