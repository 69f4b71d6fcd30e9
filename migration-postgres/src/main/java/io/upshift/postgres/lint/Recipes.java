package io.upshift.postgres.lint;

/** The pieces of SQL that several recipes are made of. */
final class Recipes {
    static final String ALONE = "-- upshift: no-transaction\n";
    static final String LATER = "-- in a later migration:\n";

    private Recipes() {}

    static String alter(Name table, String action) {
        return "alter table " + table.sql() + " " + action + ";\n";
    }

    static String indexConcurrently(boolean unique, String name, String rest) {
        return ALONE + "create " + (unique ? "unique " : "") + "index concurrently " + Name.sql(name) + " on " + rest
                + ";\n";
    }

    /** PostgreSQL builds no index concurrently on a partitioned table, but on each of its partitions. */
    static String indexOnPartitions(boolean unique, String name, Name table, String rest) {
        String kind = "create " + (unique ? "unique " : "") + "index ";
        String columns = rest.substring(rest.indexOf('('));
        return kind + Name.sql(name) + " on only " + table.sql() + " " + columns + ";\n"
                + "-- then, outside a transaction, for each partition p:\n"
                + kind + "concurrently p_" + name + " on p " + columns + ";\n"
                + "alter index " + Name.sql(name) + " attach partition p_" + name + ";\n";
    }

    /** A constraint that holds for new rows at once, and for the old ones after they were read under a weak lock. */
    static String notValidThenValid(Name table, String constraint, String sql) {
        return alter(table, "add constraint " + Name.sql(constraint) + " " + sql + " not valid")
                + LATER
                + alter(table, "validate constraint " + Name.sql(constraint));
    }

    static String list(java.util.List<String> columns) {
        return String.join(", ", columns.stream().map(Name::sql).toList());
    }

    static String cut(String name) {
        return name.length() <= 63 ? name : name.substring(0, 63);
    }
}
