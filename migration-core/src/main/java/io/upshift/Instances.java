package io.upshift;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Migrations that the service made itself, with its own dependency injection or without. */
final class Instances<S> implements MigrationSource<S> {
    private final List<? extends Change<S>> changes;

    Instances(List<? extends Change<S>> changes) {
        this.changes = List.copyOf(changes);
    }

    @Override
    public void fingerprint(MessageDigest digest) {
        for (Change<S> change : changes) {
            Digests.add(digest, change.id().toString());
            Digests.add(digest, change.revision());
        }
    }

    @Override
    public List<Declared<S>> load() {
        List<Declared<S>> declared = new ArrayList<>(changes.size());
        for (Change<S> change : changes) {
            declared.add(Declared.of(change));
        }
        return declared;
    }
}
