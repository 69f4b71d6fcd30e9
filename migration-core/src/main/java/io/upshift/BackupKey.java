package io.upshift;

import java.security.MessageDigest;
import java.util.List;

/**
 * Names what is about to be changed: the same for a run and for its retry, as long as no step was recorded in between.
 */
final class BackupKey {
    /** 128 bits. */
    private static final int LENGTH = 32;

    private BackupKey() {}

    static <S> String of(Service service, Target<S> target, List<Planned<S>> planned) {
        MessageDigest digest = Digests.sha256();
        Digests.add(digest, service.name());
        Digests.add(digest, target.describe());
        for (Planned<S> migration : planned) {
            Digests.add(digest, migration.item().id().toString());
            Digests.add(digest, migration.direction().name());
            Digests.add(
                    digest,
                    migration.before() == null
                            ? null
                            : Words.of(migration.before().state()));
            Digests.add(digest, migration.left().toString());
        }
        return of(digest);
    }

    static String of(MessageDigest digest) {
        return Digests.hex(digest.digest()).substring(0, LENGTH);
    }
}
