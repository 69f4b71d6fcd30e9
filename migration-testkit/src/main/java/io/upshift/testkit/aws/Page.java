package io.upshift.testkit.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next asks for the following one; null on the last
 */
record Page<T>(List<T> items, @Nullable String next) {
    /** Of a list of RDS, which may hold up to 100; fewer make tests see more than one. */
    static final int RDS = 20;

    static <T> Page<T> of(List<T> all, @Nullable String marker, int size) {
        int from = marker == null ? 0 : Integer.parseInt(marker);
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }
}
