package io.upshift.postgres;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table or index, with its schema if it has one.
 *
 * @param schema null where the search path is to find it
 */
public record TableName(@Nullable String schema, String name) {
    private static final int LONGEST = 63;

    /** @param written {@code table} or {@code schema.table}, taken as it is in upper and lower case */
    public static TableName of(String written) {
        int dot = written.indexOf('.');
        return dot < 0
                ? new TableName(null, written)
                : new TableName(written.substring(0, dot), written.substring(dot + 1));
    }

    /** Quoted, with its schema where it was given. */
    public String sql() {
        return schema == null ? Identifiers.quoted(name) : Identifiers.quoted(schema) + "." + Identifiers.quoted(name);
    }

    /** As it was written: a name for people. */
    public String plain() {
        return schema == null ? name : schema + "." + name;
    }

    /** A name made of this one and more, cut to PostgreSQL's length without becoming another's. */
    public String derived(String column, String ending) {
        String whole = name + "_" + column + "_" + ending;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return whole;
        }
        CRC32 sum = new CRC32();
        sum.update(whole.getBytes(StandardCharsets.UTF_8));
        return "upshift_" + Long.toHexString(sum.getValue()) + "_" + ending;
    }

    @Override
    public String toString() {
        return sql();
    }
}
