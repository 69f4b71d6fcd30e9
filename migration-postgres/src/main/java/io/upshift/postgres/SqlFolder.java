package io.upshift.postgres;

import io.upshift.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Reads every SQL file of a folder and of the folders in it, wherever the folder is; hidden ones are passed over. */
final class SqlFolder {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    private final String location;
    private final List<String> endings;
    private final List<SqlFile> files = new ArrayList<>();

    private SqlFolder(String location, List<String> endings) {
        this.location = location;
        this.endings = endings;
    }

    static List<SqlFile> read(String location) {
        return read(location, List.of(".sql"));
    }

    /** @param endings of the files' names, in lower case */
    static List<SqlFile> read(String location, List<String> endings) {
        SqlFolder folder = new SqlFolder(location, endings);
        try {
            folder.read();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw MigrationException.failed(
                    "The SQL files in " + location + " can't be read", "check the folder and its permissions", e);
        }
        folder.files.sort(null);
        return folder.files;
    }

    private void read() throws IOException {
        if (location.startsWith(CLASS_PATH)) {
            String name = location.substring(CLASS_PATH.length()).replaceFirst("^/+", "");
            if (!onClassPath(name)) {
                throw missing(name, "on the class path");
            }
        } else if (location.startsWith(FILE)) {
            onDisk(fromUri(location));
        } else if (location.startsWith("/") || !onClassPath(location)) {
            onDisk(Path.of(location));
        }
    }

    /** Also takes what is no URI strictly: a relative path, or blanks. */
    private static Path fromUri(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            return Path.of(location.substring(FILE.length()));
        }
    }

    private boolean onClassPath(String folder) throws IOException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? SqlFolder.class.getClassLoader() : context;
        boolean found = false;
        for (URL url : Collections.list(loader.getResources(folder))) {
            found = true;
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                inJar(jar, folder);
            } else {
                onDisk(Path.of(URI.create(url.toString())));
            }
        }
        return found;
    }

    private void inJar(JarURLConnection connection, String folder) throws IOException {
        // A cached jar would stay open, and show what it held when it was opened.
        connection.setUseCaches(false);
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String below =
                        entry.getName().startsWith(prefix) ? entry.getName().substring(prefix.length()) : "";
                if (isWanted(below) && !isHidden(below)) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        files.add(new SqlFile(below, entry.getName(), bytes.readAllBytes()));
                    }
                }
            }
        }
    }

    private void onDisk(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder.toString(), "neither on the class path nor on disk");
        }
        // Links are followed: a volume may be made of them.
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                boolean hidden = !entered.equals(folder) && isHidden(below(folder, entered));
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String below = below(folder, file);
                if (isWanted(below) && !isHidden(below)) {
                    files.add(new SqlFile(below, file.toString(), bytes(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw MigrationException.failed(
                    "The SQL file " + file + " can't be read · " + e.getClass().getSimpleName(),
                    "check the file and its permissions",
                    e);
        }
    }

    private static String below(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** Also {@code .SQL}: it is refused by its name rather than left out without a word. */
    private boolean isWanted(String below) {
        return endings.stream().anyMatch(below.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static boolean isHidden(String below) {
        return below.startsWith(".") || below.contains("/.");
    }

    private static MigrationException missing(String folder, String where) {
        return MigrationException.usage(
                "There is no folder " + folder + ", " + where,
                "correct the location of the SQL files; in a jar, a folder needs an entry of its own");
    }
}
