package io.upshift.postgres;

import io.upshift.Change;
import io.upshift.Declared;
import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.postgres.sql.Placeholders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes migrations of files. */
final class SqlMigrations {
    private SqlMigrations() {}

    static Declared<PostgresSession> declared(SqlFilePair files, Placeholders placeholders) {
        ParsedFile up = ParsedFile.up(files.up(), placeholders);
        List<ParsedFile> back = back(files, placeholders);
        return new Declared<>(
                change(files.id(), up, back),
                files.id(),
                up.path(),
                up.checksum(),
                up.statements().stream()
                        .map(statement -> statement.sent().text())
                        .toList(),
                back == null ? null : script(back),
                FileClaims.of(up.statements()),
                null);
    }

    /** Directives count only at the top, so what runs behind the down comes without its own. */
    private static String script(List<ParsedFile> back) {
        String down = back.get(0).text();
        return back.size() == 1 ? down : down + "\n;\n" + back.get(1).sent();
    }

    /** The down and what mends it; null when there is no way back. */
    private static @Nullable List<ParsedFile> back(SqlFilePair files, Placeholders placeholders) {
        if (files.down() == null) {
            return null;
        }
        List<ParsedFile> back = new ArrayList<>();
        back.add(ParsedFile.wayBack(files.down(), placeholders));
        if (files.fix() != null) {
            back.add(ParsedFile.wayBack(files.fix(), placeholders));
        }
        return back;
    }

    private static Change<PostgresSession> change(MigrationId id, ParsedFile up, @Nullable List<ParsedFile> back) {
        Metadata metadata = up.directives().metadata();
        List<ParsedFile> all = new ArrayList<>(back == null ? List.of() : back);
        all.add(0, up);
        if (all.stream().anyMatch(file -> file.directives().isNonTransactional())) {
            return new Online(id, metadata, SqlSteps.steps(up.statements(), back == null ? null : statements(back)));
        }
        all.forEach(ParsedFile::refuseNonTransactional);
        return back == null
                ? new OneWay(id, metadata, up.statements())
                : new BothWays(id, metadata, up.statements(), statements(back));
    }

    private static List<FileStatement> statements(List<ParsedFile> files) {
        return files.stream().flatMap(file -> file.statements().stream()).toList();
    }

    private record OneWay(MigrationId id, Metadata metadata, List<FileStatement> forward)
            implements Migration<PostgresSession> {
        @Override
        public void up(PostgresSession session) throws Exception {
            SqlSteps.run(session, forward);
        }
    }

    private record BothWays(MigrationId id, Metadata metadata, List<FileStatement> forward, List<FileStatement> back)
            implements Migration<PostgresSession> {
        @Override
        public void up(PostgresSession session) throws Exception {
            SqlSteps.run(session, forward);
        }

        @Override
        public void down(PostgresSession session) throws Exception {
            SqlSteps.run(session, back);
        }
    }

    private record Online(MigrationId id, Metadata metadata, List<Step<PostgresSession>> steps)
            implements OnlineMigration<PostgresSession> {}
}
