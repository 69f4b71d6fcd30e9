package io.upshift;

import java.security.MessageDigest;
import java.util.List;

/** Migrations whose content is known, as from files. */
record Scripted(List<Declared<InMemorySession>> declared) implements MigrationSource<InMemorySession> {
    @Override
    public void fingerprint(MessageDigest digest) {
        for (Declared<InMemorySession> migration : declared) {
            Digests.add(digest, migration.id().toString());
            Digests.add(digest, migration.checksum());
        }
    }

    @Override
    public List<Declared<InMemorySession>> load() {
        return declared;
    }
}
