package io.upshift;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ids out of class names. */
final class ClassNames {
    private static final Pattern VERSION_FIRST = Pattern.compile("[A-Z](\\d+(?:_\\d+)*)__?([^_].*)");
    private static final Pattern VERSION_LAST = Pattern.compile("(.*?\\D)_?(\\d+)");

    /** Epoch milliseconds between 2001-09-09 and 2100-01-01 have 13 digits. */
    private static final int MILLIS_DIGITS = 13;

    private static final long FIRST_MILLI = 1_000_000_000_000L;
    private static final long LAST_MILLI = 4_102_444_800_000L;

    private ClassNames() {}

    static MigrationId idOf(Class<?> type) {
        String simple = type.getSimpleName();
        Matcher first = VERSION_FIRST.matcher(simple);
        if (first.matches()) {
            return MigrationId.of(first.group(1), first.group(2));
        }
        Matcher last = VERSION_LAST.matcher(simple);
        if (last.matches()) {
            int split = last.end(2) - timestampLength(last.group(2));
            return MigrationId.of(simple.substring(split), withoutTrailingUnderscore(simple.substring(0, split)));
        }
        throw new IllegalArgumentException("The class name " + type.getName()
                + " holds no version. Name it <Name><timestamp> or V<version>__<Name>, or override id()");
    }

    /** A name may itself end with digits, as in AddOrderTypePhase1 + 1709123456789. */
    private static int timestampLength(String digits) {
        int length = digits.length();
        if (length <= MILLIS_DIGITS || isDateTime(digits)) {
            return length;
        }
        long millis = Long.parseLong(digits.substring(length - MILLIS_DIGITS));
        return millis >= FIRST_MILLI && millis < LAST_MILLI ? MILLIS_DIGITS : length;
    }

    private static boolean isDateTime(String digits) {
        return digits.matches("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])[0-5]\\d[0-5]\\d");
    }

    private static String withoutTrailingUnderscore(String name) {
        return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }
}
