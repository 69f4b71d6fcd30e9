package io.upshift;

import java.util.Locale;

/**
 * The name of a migration: a version that orders it and a name that explains it.
 *
 * <p>A version is digits with optional dots or underscores between them ({@code 1709123456789}, {@code 3},
 * {@code 1.2}); leading zeros don't count, so {@code 001} and {@code 1} are the same version. A repeatable migration has
 * no version and comes after all that have one, by name. The text form, also the key in the history, is
 * {@code <version>-<name>}, or {@code R-<name>}. Immutable.
 */
public final class MigrationId implements Comparable<MigrationId> {
    private static final String REPEATABLE = "R";

    private final String version;
    private final String name;
    private final String text;

    private MigrationId(String version, String name) {
        this.version = version;
        this.name = name;
        this.text = (version.isEmpty() ? REPEATABLE : version) + "-" + name;
    }

    /**
     * An id from its two parts.
     *
     * @param version digits, with dots or underscores between them
     * @param name letters, digits and whatever else a file name may hold; not blank
     * @throws IllegalArgumentException when the version holds anything else, or the name is blank
     */
    public static MigrationId of(String version, String name) {
        return new MigrationId(normalised(version), checked(name));
    }

    /** An id of a repeatable migration, which runs again whenever its content changes. */
    public static MigrationId repeatable(String name) {
        return new MigrationId("", checked(name));
    }

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException when the text is neither {@code <version>-<name>} nor {@code R-<name>}
     */
    public static MigrationId parse(String text) {
        int dash = text.indexOf('-');
        if (dash <= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a migration id: write <version>-<name>, such as 1709123456789-AddOrderTags");
        }
        String head = text.substring(0, dash);
        String name = text.substring(dash + 1);
        return head.equals(REPEATABLE) ? repeatable(name) : of(head, name);
    }

    public String version() {
        return version;
    }

    public String name() {
        return name;
    }

    public boolean isRepeatable() {
        return version.isEmpty();
    }

    /** The name in words: {@code AddOrderTags} and {@code add_order_tags} both read "add order tags". */
    public String description() {
        StringBuilder words = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean wordStarts = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            if (wordStarts) {
                words.append(' ');
            }
            words.append(c == '_' || c == '-' ? ' ' : c);
        }
        return words.toString().strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(MigrationId other) {
        if (isRepeatable() || other.isRepeatable()) {
            int byKind = Boolean.compare(isRepeatable(), other.isRepeatable());
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
        int byVersion = compareVersions(version, other.version);
        return byVersion != 0 ? byVersion : name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Orders two versions by their numbers, of any length; a missing part counts as zero. */
    static int compareVersions(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() || r < right.length()) {
            int lEnd = partEnd(left, l);
            int rEnd = partEnd(right, r);
            int order = comparePart(left, l, lEnd, right, r, rEnd);
            if (order != 0) {
                return order;
            }
            l = lEnd + 1;
            r = rEnd + 1;
        }
        return 0;
    }

    private static int partEnd(String version, int from) {
        int dot = version.indexOf('.', Math.min(from, version.length()));
        return dot < 0 ? version.length() : dot;
    }

    private static int comparePart(String left, int l, int lEnd, String right, int r, int rEnd) {
        String a = l < lEnd ? left.substring(l, lEnd) : "0";
        String b = r < rEnd ? right.substring(r, rEnd) : "0";
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String normalised(String version) {
        StringBuilder out = new StringBuilder(version.length());
        boolean partStarts = true;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            boolean separator = c == '.' || c == '_';
            if (separator ? partStarts || i == version.length() - 1 : c < '0' || c > '9') {
                throw new IllegalArgumentException("'" + version
                        + "' is not a version: write digits, with dots between them, such as 3, 1.2 or 1709123456789");
            }
            boolean lastOfPart = i + 1 == version.length() || !Character.isDigit(version.charAt(i + 1));
            boolean leadingZero = c == '0' && !lastOfPart && (out.length() == 0 || out.charAt(out.length() - 1) == '.');
            if (!leadingZero) {
                out.append(separator ? '.' : c);
            }
            partStarts = separator;
        }
        if (out.length() == 0) {
            throw new IllegalArgumentException("A version is missing: write digits, such as 3, 1.2 or 1709123456789");
        }
        return out.toString();
    }

    private static String checked(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A migration's name is missing: write <version>-<name>");
        }
        return name;
    }
}
