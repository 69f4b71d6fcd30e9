package io.upshift.postgres.event;

import io.upshift.postgres.Child;
import io.upshift.testkit.Database;
import java.io.IOException;

/** A JVM of its own that writes events anew, when it is told to. */
final class EventRewriteChild {
    private EventRewriteChild() {}

    /** URL, user, password, batch size. */
    public static void main(String[] arguments) throws IOException {
        Child.migrate(arguments, source -> Stock.rewriting(source, Integer.parseInt(arguments[3]), 1));
    }

    static Child start(Database database, int batch) throws IOException {
        return Child.start(EventRewriteChild.class, database, Integer.toString(batch));
    }
}
