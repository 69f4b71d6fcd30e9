package io.upshift;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service knows: its declared migrations, in order, and its recorded plan.
 *
 * <p>The fingerprint costs reading and hashing; the rest is loaded when something may be pending.
 */
final class Catalogue<S> {
    private final Service service;
    private final List<MigrationSource<S>> sources;
    private final RecordedPlanFile planFile;
    private final Settings settings;
    private final @Nullable String last;
    private final Map<MigrationId, Declared<S>> byId = new HashMap<>();
    private @Nullable List<Declared<S>> declared;
    private @Nullable RecordedPlan recorded;

    Catalogue(Service service, List<MigrationSource<S>> sources, RecordedPlanFile planFile, Settings settings) {
        this(service, sources, planFile, settings, null);
    }

    private Catalogue(
            Service service,
            List<MigrationSource<S>> sources,
            RecordedPlanFile planFile,
            Settings settings,
            @Nullable String last) {
        this.service = service;
        this.sources = sources;
        this.planFile = planFile;
        this.settings = settings;
        this.last = last;
    }

    /** The same without what comes after a version. */
    Catalogue<S> upTo(String version) {
        return new Catalogue<>(service, sources, planFile, settings, version);
    }

    String fingerprint() {
        MessageDigest digest = Digests.sha256();
        for (MigrationSource<S> source : sources) {
            source.fingerprint(digest);
        }
        Digests.add(digest, planFile.bytes());
        if (last != null) {
            Digests.add(digest, last);
        }
        return Digests.hex(digest.digest());
    }

    /** Every declared migration, in order of ids, with nothing wrong about them. */
    synchronized List<Declared<S>> declared() {
        if (declared == null) {
            List<Declared<S>> loaded = new ArrayList<>();
            for (MigrationSource<S> source : sources) {
                loaded.addAll(source.load());
            }
            loaded.sort((a, b) -> a.id().compareTo(b.id()));
            CatalogueChecks.check(loaded, settings);
            List<Declared<S>> complete = withRecordings(last == null ? loaded : upTo(last, loaded));
            for (Declared<S> migration : complete) {
                byId.put(migration.id(), migration);
            }
            declared = Collections.unmodifiableList(complete);
        }
        return declared;
    }

    /** Java migrations whose content isn't known, because they stand in no recorded plan. */
    List<Declared<S>> unrecorded() {
        List<Declared<S>> unrecorded = new ArrayList<>();
        for (Declared<S> migration : declared()) {
            if (migration.checksum().isEmpty() && migration.up().isEmpty()) {
                unrecorded.add(migration);
            }
        }
        return unrecorded;
    }

    @Nullable
    Declared<S> find(MigrationId id) {
        declared();
        return byId.get(id);
    }

    /** @throws MigrationException when nothing of this name is declared */
    MigrationId named(String id) {
        MigrationId parsed = MigrationId.parse(id);
        if (find(parsed) == null) {
            throw MigrationException.usage(
                    "No declared migration is " + id,
                    "use one of "
                            + String.join(
                                    ", ",
                                    declared().stream()
                                            .map(migration -> migration.id().toString())
                                            .toList()));
        }
        return parsed;
    }

    /** The service's recorded plan; without migrations when there is none. */
    synchronized RecordedPlan recorded() {
        if (recorded == null) {
            RecordedPlan plan = planFile.read();
            recorded = plan.service().equals(service.name()) ? plan : RecordedPlanFile.NOTHING;
        }
        return recorded;
    }

    /**
     * The declared migrations up to one of them, and that one.
     *
     * @throws MigrationException when none has this version; it names those that there are
     */
    List<Declared<S>> declaredUpTo(String version) {
        return upTo(version, declared());
    }

    private static <S> List<Declared<S>> upTo(String version, List<Declared<S>> declared) {
        for (int i = 0; i < declared.size(); i++) {
            MigrationId id = declared.get(i).id();
            if (id.toString().equals(version) || id.version().equals(version)) {
                return declared.subList(0, i + 1);
            }
        }
        List<String> ids =
                declared.stream().map(migration -> migration.id().toString()).toList();
        throw MigrationException.usage(
                "No declared migration has the version " + version, "use one of " + String.join(", ", ids));
    }

    private List<Declared<S>> withRecordings(List<Declared<S>> loaded) {
        Map<MigrationId, RecordedPlan.Recording> recordings = recorded().byId();
        List<Declared<S>> complete = new ArrayList<>(loaded.size());
        for (Declared<S> migration : loaded) {
            RecordedPlan.Recording recording = recordings.get(migration.id());
            complete.add(recording == null ? migration : migration.with(recording));
        }
        return complete;
    }
}
