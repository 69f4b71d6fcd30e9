package io.upshift.postgres;

import java.sql.SQLException;

/** What the server says of a statement whose place in a file is known. */
final class PlacedError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    PlacedError(SQLException error, String place) {
        super(place, error);
        this.place = place;
    }

    String place() {
        return place;
    }
}
