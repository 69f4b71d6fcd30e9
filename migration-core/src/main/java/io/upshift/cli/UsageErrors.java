package io.upshift.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments, in words that never repeat an option's value: it may be a secret. */
final class UsageErrors {
    private UsageErrors() {}

    static String message(ParameterException e, String... args) {
        CommandLine command = e.getCommandLine();
        return what(e, args) + " · next: " + next(e) + ", or see "
                + command.getCommandSpec().qualifiedName() + " --help";
    }

    private static String what(ParameterException e, String... args) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        return e.getValue() == null ? withoutValues(String.valueOf(e.getMessage()), args) : unreadable(e);
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        if (first.startsWith("-")) {
            return "Unknown option " + name(first);
        }
        boolean isCommand = e.getCommandLine().getParent() == null;
        return isCommand ? "Unknown command " + first : "There is one argument too many";
    }

    private static String unreadable(ParameterException e) {
        return e.getArgSpec() == null
                ? "A value can't be read"
                : "The value of " + label(e) + " can't be read as a "
                        + e.getArgSpec().type().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String label(ParameterException e) {
        return e.getArgSpec().isOption()
                ? ((CommandLine.Model.OptionSpec) e.getArgSpec()).longestName()
                : e.getArgSpec().paramLabel();
    }

    private static String next(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return "did you mean " + String.join(" or ", suggestions) + "?";
            }
        }
        return "correct the arguments";
    }

    private static String withoutValues(String message, String... args) {
        String safe = message;
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String value = arg.startsWith("-") ? arg.substring(equals + 1) : arg;
            boolean isValue = !arg.startsWith("-") || equals > 0;
            if (isValue && !value.isEmpty()) {
                safe = safe.replace("'" + value + "'", "'…'").replace("=" + value + "'", "=…'");
            }
        }
        return safe;
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }
}
