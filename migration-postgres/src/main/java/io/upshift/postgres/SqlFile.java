package io.upshift.postgres;

import io.upshift.MigrationException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** One file as it was read. */
final class SqlFile implements Comparable<SqlFile> {
    private static final String ROLLBACK = "rollback";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String below;
    private final String path;
    private final byte[] bytes;

    /**
     * A file.
     *
     * @param below its path below the location, with slashes
     * @param path for messages
     */
    SqlFile(String below, String path, byte[] bytes) {
        this.below = below;
        this.path = path;
        this.bytes = bytes;
    }

    /** Whether it is there to take something back. */
    boolean isInRollbackFolder() {
        List<String> folders = List.of(below.split("/", -1));
        return folders.subList(0, folders.size() - 1).contains(ROLLBACK);
    }

    String below() {
        return below;
    }

    String name() {
        return below.substring(below.lastIndexOf('/') + 1);
    }

    String path() {
        return path;
    }

    /** What it holds, without a byte order mark. */
    String text() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw MigrationException.refused(
                    "The file " + path + " is not UTF-8",
                    "the byte at offset " + in.position() + " (from 0) begins no character",
                    "save it as UTF-8");
        }
        String text = out.flip().toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    void addTo(MessageDigest digest) {
        digest.update(below.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
        digest.update((byte) 0);
    }

    @Override
    public int compareTo(SqlFile other) {
        return below.compareTo(other.below);
    }
}
