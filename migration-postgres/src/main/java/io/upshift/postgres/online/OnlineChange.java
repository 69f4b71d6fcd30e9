package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.util.List;

/** A change to a schema as a list of steps, each short of a lock that stops readers or writers for long. */
public interface OnlineChange {

    /** The same steps at every call, for {@link io.upshift.OnlineMigration#steps}. */
    List<Step<PostgresSession>> steps();
}
