package io.upshift;

import java.util.Optional;
import java.util.function.Consumer;

/** A store in memory of which every statement is told. */
record TracedInMemory(InMemoryTarget target, Consumer<StatementTrace> traces) implements Target<InMemorySession> {

    @Override
    public TargetConnection<InMemorySession> connect(Service service) {
        TargetConnection<InMemorySession> connection = target.connect(service);
        return new TargetConnection<>() {
            @Override
            public History history(String fingerprint) {
                return connection.history(fingerprint);
            }

            @Override
            public Optional<Journal<InMemorySession>> tryLock(String runId, StatementListener statements) {
                return connection.tryLock(runId, (statement, took) -> {
                    traces.accept(StatementTrace.none(statement, took));
                    statements.executed(statement, took);
                });
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    @Override
    public Step<InMemorySession> scripted(String origin, String script) {
        return target.scripted(origin, script);
    }

    @Override
    public String describe() {
        return target.describe();
    }
}
