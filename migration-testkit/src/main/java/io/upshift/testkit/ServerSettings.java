package io.upshift.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of {@code postgresql.conf}, in the order in which they were set. */
record ServerSettings(Map<String, String> values) {

    ServerSettings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Quick, and worth nothing after a crash of the machine: what tests want. */
    static ServerSettings forTests() {
        return durable().with("fsync", "off").with("synchronous_commit", "off").with("full_page_writes", "off");
    }

    /** As a production server would be set. */
    static ServerSettings durable() {
        return new ServerSettings(Map.of())
                .with("listen_addresses", "127.0.0.1")
                .with("unix_socket_directories", "")
                .with("max_connections", "200")
                .with("timezone", "UTC")
                .with("log_timezone", "UTC")
                .with("lc_messages", "C")
                .with("fsync", "on")
                .with("synchronous_commit", "on")
                .with("full_page_writes", "on");
    }

    ServerSettings with(String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*") || value.contains("\n")) {
            throw new IllegalArgumentException("The server setting '" + name + "' was refused"
                    + " · a name is letters, digits, '_' and '.', a value is one line · correct it");
        }
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new ServerSettings(copy);
    }

    ServerSettings withAll(Map<String, String> more) {
        ServerSettings result = this;
        for (Map.Entry<String, String> setting : more.entrySet()) {
            result = result.with(setting.getKey(), setting.getValue());
        }
        return result;
    }

    String toConf() {
        return values.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "# Written at every start: changes made here are lost.\n", ""));
    }
}
