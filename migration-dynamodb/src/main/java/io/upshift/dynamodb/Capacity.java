package io.upshift.dynamodb;

/**
 * How a table or index is paid for.
 *
 * @param readUnits a second; 0 when on demand
 * @param writeUnits a second; 0 when on demand
 */
public record Capacity(long readUnits, long writeUnits) {
    private static final String SEPARATOR = "/";

    public Capacity {
        boolean onDemand = readUnits == 0 && writeUnits == 0;
        if (!onDemand && (readUnits < 1 || writeUnits < 1)) {
            throw new IllegalArgumentException(
                    "A provisioned capacity has at least one unit for reads and one for writes");
        }
    }

    /** Paid for each request. */
    public static Capacity onDemand() {
        return new Capacity(0, 0);
    }

    /** Paid for each hour, used or not. */
    public static Capacity provisioned(long readUnits, long writeUnits) {
        if (readUnits < 1) {
            throw new IllegalArgumentException("A provisioned capacity has at least one unit for reads");
        }
        return new Capacity(readUnits, writeUnits);
    }

    public boolean isOnDemand() {
        return readUnits == 0;
    }

    /** What a note keeps; the opposite of {@link #parse}. */
    String note() {
        return readUnits + SEPARATOR + writeUnits;
    }

    static Capacity parse(String note) {
        int at = note.indexOf(SEPARATOR);
        return new Capacity(Long.parseLong(note.substring(0, at)), Long.parseLong(note.substring(at + 1)));
    }

    @Override
    public String toString() {
        return isOnDemand() ? "on demand" : readUnits + " read and " + writeUnits + " write units";
    }
}
