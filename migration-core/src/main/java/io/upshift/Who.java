package io.upshift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this process, for the history. */
final class Who {
    private static final String HOST = host0();

    private Who() {}

    static String user() {
        return System.getProperty("user.name", "unknown");
    }

    static String host() {
        return HOST;
    }

    /** Without a name look-up, which may block for seconds where the resolver is slow. */
    private static String host0() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
