package io.upshift.postgres;

import io.upshift.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Reads every SQL file of a folder and of the folder {@code rollback} in it, wherever the folder is. */
final class SqlFolder {
    private static final String SUFFIX = ".sql";
    private static final String ROLLBACK = "rollback";

    private SqlFolder() {}

    static List<SqlFile> read(String location) {
        List<SqlFile> files = new ArrayList<>();
        try {
            if (location.startsWith("file:")) {
                onDisk(Path.of(URI.create(location)), files);
            } else if (location.startsWith("/") || !onClassPath(location, files)) {
                onDisk(Path.of(location), files);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw MigrationException.failed(
                    "The SQL files in " + location + " can't be read", "check the folder and its permissions", e);
        }
        files.sort(null);
        return files;
    }

    private static boolean onClassPath(String location, List<SqlFile> files) throws IOException {
        String folder = location.startsWith("classpath:") ? location.substring("classpath:".length()) : location;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? SqlFolder.class.getClassLoader() : context;
        boolean found = false;
        for (URL url : Collections.list(loader.getResources(folder))) {
            found = true;
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                inJar(jar, folder, files);
            } else {
                onDisk(Path.of(URI.create(url.toString())), files);
            }
        }
        return found;
    }

    private static void inJar(JarURLConnection connection, String folder, List<SqlFile> files) throws IOException {
        JarFile jar = connection.getJarFile();
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (!entry.getName().startsWith(prefix) || !entry.getName().endsWith(SUFFIX)) {
                continue;
            }
            String below = entry.getName().substring(prefix.length());
            int slash = below.indexOf('/');
            String in = slash < 0 ? "" : below.substring(0, slash);
            String name = below.substring(slash + 1);
            if ((in.isEmpty() || in.equals(ROLLBACK)) && name.indexOf('/') < 0) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    files.add(new SqlFile(in, name, entry.getName(), bytes.readAllBytes()));
                }
            }
        }
        if (!connection.getUseCaches()) {
            jar.close();
        }
    }

    private static void onDisk(Path folder, List<SqlFile> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw MigrationException.usage(
                    "There is no folder " + folder + ", neither on the class path nor on disk",
                    "correct the location of the SQL files");
        }
        addFolder(folder, "", files);
        if (Files.isDirectory(folder.resolve(ROLLBACK))) {
            addFolder(folder.resolve(ROLLBACK), ROLLBACK, files);
        }
    }

    private static void addFolder(Path folder, String in, List<SqlFile> files) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    files.add(new SqlFile(in, name, file.toString(), Files.readAllBytes(file)));
                }
            }
        }
    }
}
