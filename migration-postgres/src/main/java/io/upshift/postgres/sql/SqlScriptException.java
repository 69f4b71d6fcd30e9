package io.upshift.postgres.sql;

/** A script that cannot be taken apart; the message says what, where, why and what to do next. */
public final class SqlScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlScriptException(String script, Lines.Place place, Flaw flaw) {
        super(flaw.what() + " · " + script + ":" + place.line() + ":" + place.column() + " · " + flaw.why() + " · "
                + flaw.next());
    }
}
