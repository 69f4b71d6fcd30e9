package io.upshift;

import java.util.List;
import java.util.function.Consumer;

/** Works on the lines of an {@link InMemoryTarget}. */
public final class InMemorySession {
    private final List<String> lines;
    private final Consumer<String> statements;

    InMemorySession(List<String> lines, Consumer<String> statements) {
        this.lines = lines;
        this.statements = statements;
    }

    /** Executes {@code add <line>} or {@code remove <line>}. */
    public void run(String statement) {
        int space = statement.indexOf(' ');
        String verb = statement.substring(0, Math.max(space, 0));
        String line = statement.substring(space + 1);
        switch (verb) {
            case "add" -> lines.add(line);
            case "remove" -> {
                if (!lines.remove(line)) {
                    throw new IllegalStateException("there is no line " + line);
                }
            }
            default -> throw new IllegalArgumentException("no such statement: " + statement);
        }
        statements.accept(statement);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    public boolean has(String line) {
        return lines.contains(line);
    }
}
