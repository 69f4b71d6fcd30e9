package io.upshift.testkit.data;

import java.util.List;

/**
 * A column of a table, with what decides which values it takes.
 *
 * @param name quoted where it has to be
 * @param type as a cast writes it, such as {@code character varying(20)}
 * @param base the name of the type without length and domain, such as {@code varchar}
 * @param category of the type, as {@code pg_type.typcategory}
 * @param length how many characters it takes, or how many digits; 0 when there is no limit
 * @param scale how many of the digits stand behind the point
 * @param labels of an enum; empty otherwise
 */
record Column(
        String name,
        String type,
        String base,
        String category,
        boolean isRequired,
        boolean isDefaulted,
        int length,
        int scale,
        List<String> labels) {}
