package io.upshift;

/** A definition as short as it can be while two that differ still do. */
final class Brief {
    private static final int LONGEST = 160;
    private static final int SHOWN = 60;
    private static final int DIGEST = 16;

    private Brief() {}

    static String of(String definition) {
        if (definition.length() <= LONGEST && definition.indexOf('\n') < 0) {
            return definition;
        }
        String line = definition.strip().lines().findFirst().orElse("").strip();
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN);
        return shown + " … " + Entry.sha256(definition).substring(0, DIGEST);
    }
}
