package io.upshift.cli;

import io.upshift.State;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Where a command reads and writes.
 *
 * @param questions how to ask a person; null when nobody is there
 * @param folder what relative paths are relative to
 * @param hasColours whether states are coloured: on a terminal, unless {@code NO_COLOR} is set (https://no-color.org)
 */
record Terminal(PrintStream out, PrintStream err, @Nullable Questions questions, Path folder, boolean hasColours) {

    /** Asks a person. */
    @FunctionalInterface
    interface Questions {

        /** The next line that the person types; null at the end of the input. */
        @Nullable
        String answer();
    }

    @SuppressWarnings("SystemConsoleNull") // isTerminal tells what null told before Java 22
    static Terminal ofProcess() {
        Console console = System.console();
        Questions questions = console != null && isTerminal(console) ? console::readLine : null;
        return new Terminal(
                utf8(System.out), utf8(System.err), questions, Path.of(""), questions != null && !isSet("NO_COLOR"));
    }

    /** JSON is UTF-8, whatever the platform's charset. */
    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    String coloured(State state) {
        String word = Words.of(state);
        if (!hasColours) {
            return word;
        }
        return switch (state) {
            case APPLIED, BASELINE -> styled(word, Style.fg_green);
            case FAILED, UNKNOWN -> styled(word, Style.fg_red);
            case DEFERRED -> styled(word, Style.fg_yellow);
            case PENDING, RUNNING, REVERTED -> word;
        };
    }

    private static String styled(String word, Style style) {
        return style.on() + word + style.off();
    }

    boolean isInteractive() {
        return questions != null;
    }

    /** Asks a question on the standard error; anything but y or yes is a no. */
    boolean confirms(String question) {
        if (questions == null) {
            return false;
        }
        err.print(question + " [y/N] ");
        err.flush();
        String answer = questions.answer();
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    /** From Java 22 on there is a console without a terminal, and a method that tells them apart. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
