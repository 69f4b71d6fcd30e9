package io.upshift.testkit;

import java.util.Locale;

/** How a server goes down: after rolling back its sessions, or as in a power cut, with recovery at the next start. */
enum StopMode {
    FAST,
    IMMEDIATE;

    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
