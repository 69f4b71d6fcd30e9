package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void aFolderOnDiskIsReadWithBlanksAndUnicodeInItsPath() throws IOException {
        Path folder = temporary.resolve("mit Leerzeichen/Übergänge 移行");
        write(folder, "V1__a.sql");
        assertThat(names(folder.toString())).containsExactly("V1__a.sql");
        assertThat(names(folder.toUri().toString())).containsExactly("V1__a.sql");
        assertThat(names("file:" + folder)).containsExactly("V1__a.sql");
    }

    @Test
    void aFolderOnTheClassPathIsRead() throws Exception {
        Path root = temporary.resolve("Klassen pfad/ü");
        write(root.resolve("db/migration"), "V1__a.sql", "V2__b.sql", "rollback/V1__a.sql");
        try (URLClassLoader loader = loader(root)) {
            assertThat(names(loader, "db/migration")).containsExactly("V1__a.sql", "V2__b.sql", "V1__a.sql");
            assertThat(names(loader, "classpath:db/migration/")).hasSize(3);
            assertThat(names(loader, "classpath:/db/migration")).hasSize(3);
        }
    }

    @Test
    void aFolderInAJarIsRead() throws Exception {
        Path jar = jar(
                "some service.jar",
                "db/migration/",
                "db/migration/V1__a.sql",
                "db/migration/x/V2__b.sql",
                "db/migration/rollback/V1__a.sql",
                "db/migration/notes.txt",
                "db/migration/.x/V3__c.sql",
                "db/other/V9__z.sql");
        try (URLClassLoader loader = loader(jar)) {
            assertThat(names(loader, "db/migration")).containsExactly("V1__a.sql", "V1__a.sql", "V2__b.sql");
        }
    }

    @Test
    void aJarThatWasReplacedIsReadAnew() throws Exception {
        Path jar = jar("service.jar", "db/migration/", "db/migration/V1__a.sql");
        try (URLClassLoader loader = loader(jar)) {
            assertThat(names(loader, "db/migration")).containsExactly("V1__a.sql");
        }
        jar("service.jar", "db/migration/", "db/migration/V1__a.sql", "db/migration/V2__b.sql");
        try (URLClassLoader loader = loader(jar)) {
            assertThat(names(loader, "db/migration")).containsExactly("V1__a.sql", "V2__b.sql");
        }
    }

    @Test
    void everyPlaceOfAFolderOnTheClassPathIsRead() throws Exception {
        write(temporary.resolve("one/db"), "V1__a.sql");
        Path jar = jar("two.jar", "db/", "db/V2__b.sql");
        try (URLClassLoader loader = loader(temporary.resolve("one"), jar)) {
            assertThat(names(loader, "db")).containsExactly("V1__a.sql", "V2__b.sql");
        }
    }

    @Test
    void foldersInTheFolderAreReadAndHiddenOnesAreNot() throws IOException {
        write(
                temporary,
                "2024/V2__b.sql",
                "2024/q1/V1__a.sql",
                ".git/V8__x.sql",
                "._V1__a.sql",
                ".V9__y.sql",
                "README.md");
        assertThat(names(temporary.toString())).containsExactly("V2__b.sql", "V1__a.sql");
    }

    @Test
    void aFolderMadeOfLinksIsReadAsVolumesAre() throws IOException {
        write(temporary.resolve("volume/..2024_01_01"), "V1__a.sql");
        Files.createSymbolicLink(temporary.resolve("volume/..data"), Path.of("..2024_01_01"));
        Files.createSymbolicLink(temporary.resolve("volume/V1__a.sql"), Path.of("..data/V1__a.sql"));
        assertThat(names(temporary.resolve("volume").toString())).containsExactly("V1__a.sql");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> names("no/such/folder"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("There is no folder no/such/folder, neither on the class path nor on disk")
                .hasMessageContaining("next: correct the location");
        assertThatThrownBy(() -> names("classpath:no/such"))
                .hasMessageContaining("There is no folder no/such, on the class path");
        assertThatThrownBy(() -> SqlFiles.in(temporary).load()).hasMessageContaining("There are no SQL files in");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.createSymbolicLink(temporary.resolve("V1__a.sql"), temporary.resolve("gone.sql"));
        assertThatThrownBy(() -> names(temporary.toString()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V1__a.sql can't be read · NoSuchFileException")
                .hasMessageContaining("next: check the file and its permissions");
    }

    @Test
    void aFolderThatHoldsItselfIsRefused() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("a/b"));
        Files.createSymbolicLink(folder.resolve("again"), temporary.resolve("a"));
        assertThatThrownBy(() -> names(temporary.toString())).hasMessageContaining("can't be read");
    }

    private static List<String> names(String location) {
        return SqlFolder.read(location).stream().map(SqlFile::name).toList();
    }

    private static List<String> names(ClassLoader loader, String location) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return names(location);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void write(Path folder, String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "select 1;");
        }
    }

    private Path jar(String name, String... entries) throws IOException {
        Path file = temporary.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                if (!entry.endsWith("/")) {
                    jar.write("select 1;".getBytes(StandardCharsets.UTF_8));
                }
                jar.closeEntry();
            }
        }
        return file;
    }

    private static URLClassLoader loader(Path... places) throws IOException {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = places[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }
}
