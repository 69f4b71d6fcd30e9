package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Settings;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Settings from SSM parameters: {@code <path>/lock-wait} is the setting {@code lock-wait}. */
public final class SsmSettings {
    private SsmSettings() {}

    /**
     * The defaults, changed by the parameters below a path. Names with a further level belong to other modules.
     *
     * @param path such as {@code /orders/production/upshift}
     * @throws MigrationException when there are none, one has a name that isn't a setting, or a value can't be read
     */
    public static Settings read(SsmClient ssm, String path) {
        if (!path.startsWith("/") || path.length() < 2) {
            throw MigrationException.usage(
                    "This is no path of parameters: '" + path + "'", "write one such as /orders/production/upshift");
        }
        String prefix = path.endsWith("/") ? path : path + "/";
        Map<String, String> values = new TreeMap<>();
        Reads.read(() -> {
            ssm.getParametersByPathPaginator(
                            request -> request.path(path).recursive(true).withDecryption(true))
                    .forEach(page -> page.parameters()
                            .forEach(parameter ->
                                    values.put(name(parameter.name().substring(prefix.length())), parameter.value())));
            return values;
        });
        if (values.isEmpty()) {
            throw MigrationException.usage(
                    "There are no parameters below " + path + " in the client's Region",
                    "correct the path or the client's Region, or do without SsmSettings");
        }
        return Settings.from(values);
    }

    private static String name(String below) {
        return "upshift." + below.replace('/', '.');
    }
}
