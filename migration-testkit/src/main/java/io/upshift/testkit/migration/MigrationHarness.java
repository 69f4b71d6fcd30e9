package io.upshift.testkit.migration;

import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.Preflight;
import io.upshift.RecordedPlan;
import io.upshift.Schema;
import io.upshift.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A service's migrations on databases of the kit: one to work with, and others to try things on.
 *
 * <p>The database of {@link #dataSource} is fresh, empty and its own. Assertions ({@link MigrationAssertions}) try the
 * migrations on further databases, once a harness, and leave this one alone. Thread-safe; closing drops the databases.
 *
 * @param <S> the session that the migrations work with
 */
public final class MigrationHarness<S> implements AutoCloseable {
    private final MigrationSetup<S> setup;
    private final PostgresServer server;
    private final Stage<S> own;
    private final Walk<S> walk;
    private final List<Plan.Item> items;

    private MigrationHarness(MigrationSetup<S> setup, PostgresServer server) {
        this.setup = setup;
        this.server = server;
        this.own = Stage.on(setup, server);
        this.items = own.runner().plan().items();
        this.walk = new Walk<>(setup, server, items);
    }

    /** The migrations of a service, on {@link PostgresServer#shared}. */
    public static <S> MigrationHarness<S> of(MigrationSetup<S> setup) {
        return of(setup, PostgresServer.shared());
    }

    /** The migrations of a service, on a server. */
    public static <S> MigrationHarness<S> of(MigrationSetup<S> setup, PostgresServer server) {
        return new MigrationHarness<>(setup, server);
    }

    /** Every migration, in order. */
    public List<MigrationId> ids() {
        return items.stream().map(Plan.Item::id).toList();
    }

    /** The service's runner on the database of {@link #dataSource}. */
    public MigrationRunner<S> runner() {
        return own.runner();
    }

    /** The database that this harness works with; it begins empty. */
    public DataSource dataSource() {
        return own.dataSource();
    }

    /**
     * Brings the migrations up to one of them, one after the other, with the setup's rows put in after each.
     *
     * @param version of a migration, or its whole id
     */
    public MigrationHarness<S> migrateTo(String version) {
        List<MigrationId> wanted = new ArrayList<>();
        for (MigrationId id : ids()) {
            wanted.add(id);
            if (id.version().equals(version) || id.toString().equals(version)) {
                own.bring(wanted);
                return this;
            }
        }
        throw new IllegalArgumentException("No migration has the version " + version + " · use one of " + ids());
    }

    /** Brings all migrations, one after the other, with the setup's rows put in after each. */
    public MigrationHarness<S> migrate() {
        own.bring(ids());
        return this;
    }

    /** The schema of the database of {@link #dataSource}, as it is now. */
    public Schema schema() {
        return own.schema();
    }

    Walk<S> walk() {
        return walk;
    }

    List<Plan.Item> items() {
        return items;
    }

    /** A fresh database for something that would be in the way of everything else. */
    Stage<S> stage() {
        return Stage.on(setup, server);
    }

    /** What the setup's checks find in each migration, where the ones before it are applied. */
    List<Preflight.Finding> findings(RecordedPlan recorded) {
        List<Preflight.Finding> findings = new ArrayList<>();
        try (Stage<S> stage = stage()) {
            Plan all = stage.runner().plan();
            List<Preflight> checks = setup.checks(stage.target());
            for (Plan.Item item : checks.isEmpty() ? List.<Plan.Item>of() : items) {
                Plan one = new Plan(
                        all.service(), all.target(), all.direction(), List.of(known(item, recorded)), all.warnings());
                checks.forEach(check -> findings.addAll(check.check(one)));
                stage.upTo(item.id()).migrate();
            }
        }
        return findings;
    }

    /** With the statements that were recorded, where no file and no committed plan has any. */
    private static Plan.Item known(Plan.Item item, RecordedPlan recorded) {
        List<String> statements = item.statements().isEmpty()
                ? recorded.migrations().stream()
                        .filter(recording -> recording.id().equals(item.id()))
                        .flatMap(recording -> recording.up().stream())
                        .toList()
                : item.statements();
        return new Plan.Item(
                item.id(),
                item.description(),
                item.kind(),
                item.metadata(),
                item.steps(),
                item.isReversible(),
                item.isResumed(),
                item.origin(),
                statements,
                item.places(),
                item.recording());
    }

    @Override
    public void close() {
        walk.close();
        own.close();
    }
}
