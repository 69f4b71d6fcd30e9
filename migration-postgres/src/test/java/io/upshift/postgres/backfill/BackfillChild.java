package io.upshift.postgres.backfill;

import io.upshift.postgres.Child;
import io.upshift.testkit.Database;
import java.io.IOException;

/** A JVM of its own that counts, when it is told to. */
final class BackfillChild {
    private BackfillChild() {}

    /** URL, user, password, batch size, workers. */
    public static void main(String[] arguments) throws IOException {
        Child.migrate(
                arguments,
                source -> Counters.runner(source, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])));
    }

    static Child start(Database database, int batchSize, int workers) throws IOException {
        return Child.start(BackfillChild.class, database, Integer.toString(batchSize), Integer.toString(workers));
    }
}
