package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An empty copy of a table in the temporary schema, on which the server itself says how definitions read anew. */
final class Scratch {
    private static final String INDEX = "select pg_get_indexdef(to_regclass(?))";
    private static final String CHECK = "select pg_get_constraintdef(oid) from pg_catalog.pg_constraint"
            + " where conrelid = to_regclass(?) and conname = ?";

    private final Reading reading;
    private final String name;
    private int indexes;

    private Scratch(Reading reading, String name) {
        this.reading = reading;
        this.name = name;
    }

    static Scratch of(Reading reading, LiveTable table, SyncNames names) throws SQLException {
        String name = "pg_temp." + Identifiers.quoted(names.look());
        reading.execute("drop table if exists " + name);
        reading.execute("create temporary table " + Identifiers.quoted(names.look()) + " (like " + table.sql()
                + " including constraints)");
        return new Scratch(reading, name);
    }

    /** Makes the same index here. */
    void index(String definition, boolean isUnique) throws SQLException {
        indexes++;
        reading.execute("create " + (isUnique ? "unique " : "") + "index upshift_i" + indexes + " on " + name
                + using(definition));
    }

    /** The indexes that were made, in their order, with the new column in place of the old one. */
    List<Carried> translated(List<Carried> made, Column old, Added added) throws SQLException {
        rename(old, added);
        List<Carried> translated = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Carried one = made.get(i);
            String definition =
                    reading.texts(INDEX, "pg_temp.upshift_i" + (i + 1)).get(0);
            translated.add(new Carried(one.kind(), one.oldName(), one.name(), one.isUnique(), using(definition)));
        }
        return translated;
    }

    void rename(Column old, Added added) throws SQLException {
        String to = Identifiers.quoted(added.name());
        reading.execute("alter table " + name + " drop column if exists " + to);
        reading.execute("alter table " + name + " rename column " + Identifiers.quoted(old.name()) + " to " + to);
        if (added.type() != null) {
            reading.execute("alter table " + name + " alter column " + to + " drop default, alter column " + to
                    + " type " + added.type() + " using null");
        }
    }

    String check(String check) throws SQLException {
        return reading.texts(CHECK, name, check).get(0);
    }

    private static String using(String definition) {
        return definition.substring(definition.indexOf(" USING "));
    }

    /** After an error it goes with the transaction, or with the session. */
    void drop() throws SQLException {
        reading.execute("drop table " + name);
    }
}
