package io.upshift.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One file as it was read. */
final class SqlFile implements Comparable<SqlFile> {
    private final String folder;
    private final String name;
    private final String path;
    private final byte[] bytes;

    /**
     * A file.
     *
     * @param folder empty, or the name of the folder below the location
     * @param path for messages
     */
    SqlFile(String folder, String name, String path, byte[] bytes) {
        this.folder = folder;
        this.name = name;
        this.path = path;
        this.bytes = bytes;
    }

    boolean isInSubfolder() {
        return !folder.isEmpty();
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void addTo(MessageDigest digest) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
        digest.update((byte) 0);
    }

    @Override
    public int compareTo(SqlFile other) {
        int byFolder = folder.compareTo(other.folder);
        return byFolder != 0 ? byFolder : name.compareTo(other.name);
    }
}
