package io.upshift.postgres.sql;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A text with its placeholders replaced, which knows where each character comes from. Immutable. */
public final class Replaced {
    private final String text;
    private final int[] origins;
    private final SortedSet<String> names;

    private Replaced(String text, int[] origins, SortedSet<String> names) {
        this.text = text;
        this.origins = origins;
        this.names = Collections.unmodifiableSortedSet(names);
    }

    /** A text in which nothing was replaced. */
    public static Replaced verbatim(String text) {
        return new Replaced(text, new int[0], new TreeSet<>());
    }

    public String text() {
        return text;
    }

    /** The placeholders that stood in it. */
    public SortedSet<String> names() {
        return names;
    }

    /** The offset in the original of the character at an offset of {@link #text}; all of a value is where its placeholder is. */
    public int origin(int offset) {
        return origins.length == 0 ? offset : origins[Math.min(offset, origins.length - 1)];
    }

    /** Puts a replaced text together, left to right. */
    static final class Writer {
        private final String original;
        private final StringBuilder out = new StringBuilder();
        private final SortedSet<String> names = new TreeSet<>();
        private int[] origins;
        private int copied;

        Writer(String original) {
            this.original = original;
            this.origins = new int[original.length() + 1];
        }

        void replace(String name, String value, int from, int to) {
            copyTo(from);
            for (int i = 0; i < value.length(); i++) {
                put(value.charAt(i), from);
            }
            copied = to;
            names.add(name);
        }

        Replaced done() {
            if (names.isEmpty()) {
                return verbatim(original);
            }
            copyTo(original.length());
            put(' ', original.length());
            int length = out.length() - 1;
            return new Replaced(out.substring(0, length), Arrays.copyOf(origins, length + 1), names);
        }

        private void copyTo(int end) {
            for (; copied < end; copied++) {
                put(original.charAt(copied), copied);
            }
        }

        private void put(char c, int origin) {
            if (out.length() == origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            origins[out.length()] = origin;
            out.append(c);
        }
    }
}
