package io.upshift.cli;

import io.upshift.MigrationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name of a migration to be written, in each of its spellings. */
record SkeletonName(List<String> words) {
    static SkeletonName of(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9]*([_ -]+[A-Za-z0-9]+)*")) {
            throw MigrationException.usage(
                    "A migration's name has letters and digits, and begins with a letter",
                    "name it after what it does, such as AddOrderTags");
        }
        return new SkeletonName(Stream.of(name.split("[_ -]+|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    String camel() {
        return words.stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    String snake() {
        return String.join("_", words);
    }

    String sentence() {
        return String.join(" ", words);
    }
}
