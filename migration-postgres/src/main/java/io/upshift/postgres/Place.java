package io.upshift.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which database on which server a connection leads to, for messages; the URL's parameters may be secret and stay out. */
final class Place {
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^/]*)/([^?]*).*");

    private Place() {}

    /** Asks the driver, not the server. */
    static String of(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        Matcher parts = URL.matcher(url == null ? "" : url);
        return parts.matches() ? parts.group(2) + " at " + parts.group(1) : "(unnamed)";
    }
}
