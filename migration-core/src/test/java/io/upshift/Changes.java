package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations for tests: each adds the line that is its name, and takes it away again. */
public final class Changes {
    private Changes() {}

    /** Reversible. */
    public static Migration<InMemorySession> adding(String id) {
        return adding(id, Metadata.none());
    }

    public static Migration<InMemorySession> adding(String id, Metadata metadata) {
        return new Adding(MigrationId.parse(id), metadata, "");
    }

    /** With a content that is compared. */
    public static Migration<InMemorySession> adding(String id, String revision) {
        return new Adding(MigrationId.parse(id), Metadata.none(), revision);
    }

    /** Without a way back. */
    public static Migration<InMemorySession> irreversible(String id) {
        return of(id, session -> session.run("add " + MigrationId.parse(id).name()));
    }

    /** Behind a gate, without a way back. */
    public static Migration<InMemorySession> gated(String id, Gate<InMemorySession> gate) {
        return new Migration<>() {
            @Override
            public void up(InMemorySession session) {
                session.run("add " + id().name());
            }

            @Override
            public MigrationId id() {
                return MigrationId.parse(id);
            }

            @Override
            public List<Gate<InMemorySession>> gates() {
                return List.of(gate);
            }
        };
    }

    /** Whatever it does, without a way back. */
    public static Migration<InMemorySession> of(String id, Action<InMemorySession> up) {
        return new Migration<>() {
            @Override
            public void up(InMemorySession session) throws Exception {
                up.run(session);
            }

            @Override
            public MigrationId id() {
                return MigrationId.parse(id);
            }
        };
    }

    /** One step after the other, each recorded by itself. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static OnlineMigration<InMemorySession> online(String id, Step<InMemorySession>... steps) {
        List<Step<InMemorySession>> all = List.of(steps);
        return new OnlineMigration<>() {
            @Override
            public List<Step<InMemorySession>> steps() {
                return all;
            }

            @Override
            public MigrationId id() {
                return MigrationId.parse(id);
            }
        };
    }

    private record Adding(MigrationId id, Metadata metadata, String revision) implements Migration<InMemorySession> {
        @Override
        public void up(InMemorySession session) {
            session.run("add " + id.name());
        }

        @Override
        public void down(InMemorySession session) {
            session.run("remove " + id.name());
        }
    }

    /** Adds or removes a line outside a transaction, and dies in the middle as often as it is told to. */
    public static final class Line implements Operation<InMemorySession> {
        private final String statement;
        private final String line;
        private @Nullable Throwable before;
        private @Nullable Throwable after;
        private int runs;

        private Line(String verb, String line) {
            this.statement = verb + " " + line;
            this.line = line;
        }

        public static Line add(String line) {
            return new Line("add", line);
        }

        public static Line remove(String line) {
            return new Line("remove", line);
        }

        /** The next call is cut off before its work. */
        public Line cutOffBefore(Throwable how) {
            before = how;
            return this;
        }

        /** The next call is cut off after its work. */
        public Line cutOffAfter(Throwable how) {
            after = how;
            return this;
        }

        public int runs() {
            return runs;
        }

        @Override
        public void run(InMemorySession session) throws Exception {
            runs++;
            Throwable first = before;
            before = null;
            cutOff(first);
            session.run(statement);
            Throwable last = after;
            after = null;
            cutOff(last);
        }

        @Override
        public boolean isDone(InMemorySession session) {
            return session.has(line) == statement.startsWith("add ");
        }

        private static void cutOff(@Nullable Throwable how) throws Exception {
            if (how instanceof Error error) {
                throw error;
            }
            if (how instanceof Exception exception) {
                throw exception;
            }
        }
    }

    /** The process is gone: nothing in the engine handles it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
