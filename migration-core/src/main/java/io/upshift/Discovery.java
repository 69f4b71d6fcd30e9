package io.upshift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migration classes that lie in one package, in folders and in jars; not in the packages below it. */
final class Discovery<S> implements MigrationSource<S> {
    private static final String CLASS = ".class";

    private final String packageName;
    private final Function<Class<?>, Object> factory;
    private @Nullable Instances<S> found;

    Discovery(String packageName, Function<Class<?>, Object> factory) {
        this.packageName = packageName;
        this.factory = factory;
    }

    static Object byConstructor(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw MigrationException.failed(
                    "The migration " + type.getName() + " can't be made",
                    "give it a constructor without parameters, or pass a factory to discover",
                    e);
        }
    }

    @Override
    public void fingerprint(MessageDigest digest) {
        instances().fingerprint(digest);
    }

    @Override
    public List<Declared<S>> load() {
        return instances().load();
    }

    private synchronized Instances<S> instances() {
        if (found == null) {
            List<Change<S>> changes = new ArrayList<>();
            for (String name : classNames()) {
                Class<?> type = load(name);
                if (Modifier.isAbstract(type.getModifiers())) {
                    continue;
                }
                if (Change.class.isAssignableFrom(type)) {
                    changes.add(made(type));
                } else if (Changes.class.isAssignableFrom(type)) {
                    changes.addAll(severalMade(type));
                }
            }
            found = new Instances<>(changes);
        }
        return found;
    }

    /** The session's type is erased: that the package holds migrations for this target is the caller's word. */
    @SuppressWarnings("unchecked")
    private Change<S> made(Class<?> type) {
        return (Change<S>) factory.apply(type);
    }

    @SuppressWarnings("unchecked")
    private List<Change<S>> severalMade(Class<?> type) {
        return ((Changes<S>) factory.apply(type)).changes();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader());
        } catch (ClassNotFoundException e) {
            throw MigrationException.failed("The class " + name + " can't be loaded", "correct the class path", e);
        }
    }

    private Iterable<String> classNames() {
        Set<String> names = new TreeSet<>();
        String folder = packageName.replace('.', '/');
        try {
            for (URL url : Collections.list(loader().getResources(folder))) {
                URLConnection connection = url.openConnection();
                if (connection instanceof JarURLConnection jar) {
                    inJar(jar, folder, names);
                } else {
                    inFolder(Path.of(url.toURI()), names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package " + packageName + " can't be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path holds a place that is no URI", e);
        }
        return names;
    }

    private void inJar(JarURLConnection connection, String folder, Set<String> names) throws IOException {
        JarFile jar = connection.getJarFile();
        jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(folder + "/") && name.indexOf('/', folder.length() + 1) < 0)
                .filter(name -> name.endsWith(CLASS))
                .forEach(name -> names.add(className(name.substring(folder.length() + 1))));
        if (!connection.getUseCaches()) {
            jar.close();
        }
    }

    private void inFolder(Path folder, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CLASS))
                    .forEach(name -> names.add(className(name)));
        }
    }

    private String className(String file) {
        return packageName + "." + file.substring(0, file.length() - CLASS.length());
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Discovery.class.getClassLoader() : context;
    }
}
