package io.upshift;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration of one of the stores of a {@link MigrationCoordinator}, written {@code postgresql:1709123456789-AddTags}.
 *
 * @param store the store's name in the coordinator
 */
public record QualifiedId(String store, MigrationId id) {
    private static final String STORE = "[a-z][a-z0-9_]*";
    private static final Pattern QUALIFIED = Pattern.compile("(" + STORE + "):(.+)");

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static QualifiedId parse(String text) {
        Matcher parts = QUALIFIED.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' names no migration of a store: write <store>:<id>, such"
                    + " as postgresql:1709123456789-AddTags");
        }
        return new QualifiedId(parts.group(1), MigrationId.parse(parts.group(2)));
    }

    static boolean isStore(String name) {
        return name.matches(STORE);
    }

    static boolean isQualified(String text) {
        return QUALIFIED.matcher(text).matches();
    }

    @Override
    public String toString() {
        return store + ":" + id;
    }
}
