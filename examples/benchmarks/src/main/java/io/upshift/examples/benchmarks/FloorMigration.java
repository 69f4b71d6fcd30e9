package io.upshift.examples.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A migration of the floor: its number, its statements and their checksum. */
record FloorMigration(int id, String ddl, String checksum) {

    static FloorMigration of(int id, String ddl) {
        CRC32 crc = new CRC32();
        crc.update(ddl.getBytes(StandardCharsets.UTF_8));
        return new FloorMigration(id, ddl, Long.toHexString(crc.getValue()));
    }
}
