package io.upshift.postgres;

import io.upshift.StatementListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Keeps what a step executes: a digest for the history, the current place for errors, and the listener informed. */
final class StatementLog {
    private static final int SHOWN = 120;

    private final StatementListener listener;
    private final WatchedTry watched;
    private final MessageDigest digest;
    private String current = "";
    private String origin = "";
    private long count;

    StatementLog(StatementListener listener, WatchedTry watched) {
        this.listener = listener;
        this.watched = watched;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** @param at the statement's file, line and column; empty when it stands in code */
    void begins(String statement, String at) {
        current = statement;
        origin = at;
        watched.statementBegins();
        if (listener instanceof StatementProbe probe) {
            probe.begins(statement);
        }
    }

    void ended(String statement, long nanos) {
        current = "";
        origin = "";
        count++;
        digest.update(statement.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ';');
        listener.executed(statement, Duration.ofNanos(nanos));
    }

    StatementListener listener() {
        return listener;
    }

    WatchedTry watched() {
        return watched;
    }

    /** SHA-256 of everything since the last call; empty when there was nothing. */
    String takeDigest() {
        if (count == 0) {
            return "";
        }
        count = 0;
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The place and the first line of the statement that is being executed; empty between statements. */
    String place() {
        String line = current.strip().lines().findFirst().orElse("");
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return origin.isEmpty() ? shown : origin + " · " + shown;
    }
}
