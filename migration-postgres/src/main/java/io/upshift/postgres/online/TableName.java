package io.upshift.postgres.online;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The name of a table or index, with its schema if it has one. */
record TableName(@Nullable String schema, String name) {
    private static final int LONGEST = 63;

    static TableName of(String written) {
        int dot = written.indexOf('.');
        return dot < 0
                ? new TableName(null, written)
                : new TableName(written.substring(0, dot), written.substring(dot + 1));
    }

    /** As {@link #of} reads it. */
    String written() {
        return schema == null ? name : schema + "." + name;
    }

    String sql() {
        return schema == null ? Names.quoted(name) : Names.quoted(schema) + "." + Names.quoted(name);
    }

    /** A name made of this one and more, cut to PostgreSQL's length without becoming another's. */
    String derived(String column, String ending) {
        String whole = name + "_" + column + "_" + ending;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return whole;
        }
        CRC32 sum = new CRC32();
        sum.update(whole.getBytes(StandardCharsets.UTF_8));
        return "upshift_" + Long.toHexString(sum.getValue()) + "_" + ending;
    }
}
