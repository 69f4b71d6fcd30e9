package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.discovered.AddTypes1709000000002;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    private static final String PACKAGE = AddTypes1709000000002.class.getPackageName();

    @Test
    void theMigrationClassesOfOnePackageAreFoundAndNoOthers() {
        assertThat(ids(new Discovery<>(PACKAGE, Discovery::byConstructor)))
                .containsExactly("1709000000001-AddTags", "1709000000002-AddTypes");
    }

    @Test
    void theFactoryMakesTheInstances() {
        List<Class<?>> asked = new ArrayList<>();
        Discovery<InMemorySession> discovery = new Discovery<>(PACKAGE, type -> {
            asked.add(type);
            return Discovery.byConstructor(type);
        });

        discovery.load();
        discovery.load();

        assertThat(asked).hasSize(2).contains(AddTypes1709000000002.class);
    }

    @Test
    void aClassWithoutSuchAConstructorIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Discovery.byConstructor(Path.class))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("pass a factory to discover");
    }

    @Test
    void classesInAJarAreFound(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("service.jar");
        jar(
                jar,
                "io/upshift/discovered/AddTypes1709000000002.class",
                "io/upshift/discovered/Adding.class",
                "io/upshift/discovered/deeper/Unfound1709000000003.class");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new OnlyJar(jar.toUri().toURL(), before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(ids(new Discovery<>(PACKAGE, Discovery::byConstructor)))
                    .containsExactly("1709000000002-AddTypes");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static List<String> ids(Discovery<InMemorySession> discovery) {
        return discovery.load().stream().map(found -> found.id().toString()).toList();
    }

    private static void jar(Path jar, String... classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("io/upshift/discovered/"));
            for (String name : classes) {
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = DiscoveryTest.class.getResourceAsStream("/" + name)) {
                    out.write(in == null ? new byte[0] : in.readAllBytes());
                }
            }
        }
    }

    /** Finds resources in its jar only; classes still come from the class path. */
    private static final class OnlyJar extends URLClassLoader {
        OnlyJar(URL jar, ClassLoader parent) {
            super(new URL[] {jar}, parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
        }
    }
}
