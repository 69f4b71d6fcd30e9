package io.upshift.postgres.sql;

/**
 * An author's word that a check's finding doesn't matter for one statement, written above it as {@code -- upshift: allow =
 * drop-column, because = "nothing has read it since 1.4"}.
 *
 * @param rule the check's name of what it finds
 * @param reason never blank
 * @param line where it was written, from 1
 */
public record Waiver(String rule, String reason, int line) {

    /** The comment that says it. */
    public String comment() {
        return "-- upshift: allow = " + rule + ", because = \"" + reason.replace('"', '\'') + "\"";
    }
}
