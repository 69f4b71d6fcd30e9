package io.upshift.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One file as it was read.
 *
 * @param folder empty, or the name of the folder below the location
 * @param path for messages
 */
record SqlFile(String folder, String name, String path, byte[] bytes) implements Comparable<SqlFile> {

    void addTo(MessageDigest digest) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
        digest.update((byte) 0);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(SqlFile other) {
        int byFolder = folder.compareTo(other.folder);
        return byFolder != 0 ? byFolder : name.compareTo(other.name);
    }
}
