package io.upshift.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes the address of a database as a URL; the driver's own writing spells out every default. */
final class JdbcUrl {

    private JdbcUrl() {}

    /** The hosts of the parsed URL, the given database, and the parameters of the URL that are no credentials. */
    static String of(PGSimpleDataSource parsed, String url, String database) {
        String[] hosts = parsed.getServerNames();
        int[] ports = parsed.getPortNumbers();
        String servers = IntStream.range(0, hosts.length)
                .mapToObj(i -> bracketed(hosts[i]) + ":" + (ports[i] == 0 ? 5432 : ports[i]))
                .collect(Collectors.joining(","));
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://" + servers + "/" + name + parameters(url);
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String parameters(String url) {
        int start = url.indexOf('?');
        if (start < 0) {
            return "";
        }
        String kept = Arrays.stream(url.substring(start + 1).split("&", -1))
                .filter(parameter -> !parameter.isEmpty() && !isCredential(parameter))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static boolean isCredential(String parameter) {
        return parameter.startsWith("user=") || parameter.contains("assword=");
    }
}
