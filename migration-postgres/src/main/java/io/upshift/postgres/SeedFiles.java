package io.upshift.postgres;

import io.upshift.Declared;
import io.upshift.Entry;
import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationSource;
import io.upshift.postgres.sql.Placeholders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of one environment's set, as repeatable migrations. */
final class SeedFiles implements MigrationSource<PostgresSession> {
    private static final Pattern NAME = Pattern.compile("(?<stem>\\d+_(?<table>[^/]+?))(?<down>\\.down)?\\.(?<kind>csv|sql)");

    private final String folder;
    private final String environment;
    private final HistoryTable table;
    private @Nullable List<SqlFile> files;

    SeedFiles(String location, String environment, HistoryTable table) {
        this.folder = location + "/" + environment;
        this.environment = environment;
        this.table = table;
    }

    @Override
    public void fingerprint(MessageDigest digest) {
        digest.update(environment.getBytes(StandardCharsets.UTF_8));
        files().forEach(file -> file.addTo(digest));
    }

    @Override
    public List<Declared<PostgresSession>> load() {
        Map<String, SqlFile> downs = new HashMap<>();
        List<Declared<PostgresSession>> declared = new ArrayList<>();
        for (SqlFile file : files()) {
            Matcher name = name(file);
            refuseMixedWidths(files().get(0), file);
            if (name.group("down") != null) {
                downs.put(name.group("stem"), file);
            }
        }
        for (SqlFile file : files()) {
            Matcher name = name(file);
            if (name.group("down") == null) {
                SqlFile down = downs.remove(name.group("stem"));
                Declared<PostgresSession> seed = name.group("kind").equals("csv")
                        ? csv(file, name, down)
                        : SqlMigrations.declared(new SqlFilePair(id(name), file, down, null), Placeholders.none());
                declared.add(seed);
            }
        }
        if (!downs.isEmpty()) {
            throw refused(downs.values().iterator().next(), "it takes back a file that isn't there");
        }
        return declared;
    }

    private Declared<PostgresSession> csv(SqlFile file, Matcher name, @Nullable SqlFile down) {
        if (down != null) {
            throw refused(down, "the rows of a CSV file are taken back without one");
        }
        SeedRows rows = SeedRows.of(environment, name.group("stem"), name.group("table"), file, table.seeds());
        String shown = "-- the rows of " + file.path() + ", by COPY and upsert";
        return new Declared<>(
                new Rows(id(name), rows), id(name), file.path(), "1:" + Entry.sha256(file.text()), List.of(shown), null);
    }

    /** Repeatable migrations go by their names, so 2 would come behind 10. */
    private void refuseMixedWidths(SqlFile first, SqlFile file) {
        if (file.below().indexOf('_') != first.below().indexOf('_')) {
            throw refused(file, "its number hasn't as many digits as that of " + first.path());
        }
    }

    private MigrationId id(Matcher name) {
        return MigrationId.repeatable(environment + "/" + name.group("stem"));
    }

    private Matcher name(SqlFile file) {
        Matcher name = NAME.matcher(file.below());
        if (!name.matches()) {
            throw refused(file, "its name doesn't say which table it is about, and when its turn comes");
        }
        return name;
    }

    private static MigrationException refused(SqlFile file, String why) {
        return MigrationException.refused(
                "The seed file " + file.path() + " can't be read",
                why,
                "name it like 01_countries.csv, 02_prices.sql or 02_prices.down.sql");
    }

    private synchronized List<SqlFile> files() {
        if (files == null) {
            files = SqlFolder.read(folder, List.of(".csv", ".sql"));
            if (files.isEmpty()) {
                throw MigrationException.usage(
                        "There are no seed files in " + folder, "put a file such as 01_countries.csv there");
            }
        }
        return files;
    }

    private record Rows(MigrationId id, SeedRows rows) implements Migration<PostgresSession> {
        @Override
        public Metadata metadata() {
            return Metadata.none().impactedTables(rows.table());
        }

        @Override
        public void up(PostgresSession session) throws Exception {
            rows.bring(session);
        }

        @Override
        public void down(PostgresSession session) throws Exception {
            rows.takeBack(session);
        }
    }
}
