package io.upshift.postgres.event;

import io.upshift.StepException;
import io.upshift.Validation;
import io.upshift.event.StoredEvent;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/** Refuses the work, before anything is changed, when a type or version is stored that it can't write anew. */
record StoredCheck(EventTable events, Objection objection) {

    @FunctionalInterface
    interface Objection {
        Optional<String> to(String type, int version);
    }

    Validation<PostgresSession> before() {
        return Validation.<PostgresSession>of("events that can be written anew", this::refuse, 0)
                .before();
    }

    private Object refuse(PostgresSession session) throws SQLException, StepException {
        String versions = "select distinct " + Identifiers.quoted(events.type()) + "::text, "
                + new EventSql(events).version() + " from " + events + " order by 1, 2";
        StringJoiner wrong = new StringJoiner("; ");
        session.query(versions, executed -> {
            ResultSet rows = Objects.requireNonNull(executed.getResultSet());
            while (rows.next()) {
                String type = Objects.requireNonNullElse(rows.getString(1), "");
                int version = type.isBlank() ? StoredEvent.BAD_VERSION : rows.getInt(2);
                objection.to(type, version).ifPresent(wrong::add);
            }
            return wrong;
        });
        if (wrong.length() > 0) {
            throw events.refused(
                    wrong.toString(),
                    "correct the registry or the events, or copy them to another table where one becomes several or"
                            + " none");
        }
        return 0;
    }
}
