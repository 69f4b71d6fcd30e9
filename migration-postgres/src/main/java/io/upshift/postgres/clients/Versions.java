package io.upshift.postgres.clients;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which versions of a service are new enough. */
record Versions(String described, Predicate<String> areNew) {

    /** Numbers apart by dots, with what semantic versions may have behind them: a commit that begins with a digit isn't. */
    private static final Pattern COMPARABLE = Pattern.compile("\\d+(\\.\\d+)*([-+][0-9A-Za-z.+-]+)?");

    /** A version and all after it; what can't be compared with it is old. */
    static Versions from(String first) {
        if (!isComparable(first)) {
            throw new IllegalArgumentException(
                    "'" + first + "' can't be compared with other versions: write 2.0.0, or name the new ones");
        }
        ModuleDescriptor.Version parsed = ModuleDescriptor.Version.parse(first);
        return new Versions(
                "from " + first + " on",
                version -> isComparable(version)
                        && ModuleDescriptor.Version.parse(version).compareTo(parsed) >= 0);
    }

    private static boolean isComparable(String version) {
        return COMPARABLE.matcher(version).matches();
    }

    static Versions only(Set<String> versions) {
        Set<String> copy = Set.copyOf(versions);
        return new Versions("among " + copy, copy::contains);
    }

    boolean isNew(String version) {
        return areNew.test(version);
    }
}
