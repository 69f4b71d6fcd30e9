package io.upshift.postgres.imports;

import io.upshift.MigrationId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names such as {@code 20240131120000_add_users}. */
final class StampedName {
    private static final Pattern STAMPED = Pattern.compile("(\\d+)[_-](.+)");

    private StampedName() {}

    static Optional<MigrationId> of(String name) {
        Matcher parts = STAMPED.matcher(name);
        return parts.matches() ? Optional.of(MigrationId.of(parts.group(1), parts.group(2))) : Optional.empty();
    }
}
