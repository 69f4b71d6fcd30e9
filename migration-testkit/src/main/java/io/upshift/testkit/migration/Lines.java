package io.upshift.testkit.migration;

import java.util.ArrayList;
import java.util.List;

/** Compares two texts, line by line. */
final class Lines {
    private static final int SHOWN = 10;

    private Lines() {}

    /** The first lines that differ, from both. */
    static List<String> differing(String first, String second) {
        List<String> one = first.lines().toList();
        List<String> other = second.lines().toList();
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()) && differing.size() < SHOWN; i++) {
            String here = i < one.size() ? one.get(i).strip() : "(nothing)";
            String there = i < other.size() ? other.get(i).strip() : "(nothing)";
            if (!here.equals(there)) {
                differing.add("line " + (i + 1) + " is " + here + " and then " + there);
            }
        }
        return differing;
    }
}
