package io.upshift;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueChecksTest {
    private final Settings settings = Settings.defaults();

    @Test
    void orderedMigrationsWithTheirDependenciesAreAccepted() {
        assertThatCode(() -> check(settings, added("1-a"), added("2-b", "1-a"), added("R-views", "2-b")))
                .doesNotThrowAnyException();
    }

    @Test
    void twoMigrationsWithOneVersionAreRefusedWithBothFiles() {
        assertThatThrownBy(() -> check(settings, added("1-a"), added("1.0-b")))
                .hasMessageContaining("1-a.sql and 1.0-b.sql have the same version 1");
    }

    @Test
    void twoRepeatablesWithOneNameAreRefused() {
        assertThatThrownBy(() -> check(settings, added("R-views"), added("R-views")))
                .hasMessageContaining("have the same name R-views");
    }

    @Test
    void aMixtureOfTimestampsAndSequenceIsRefusedWithBothFiles() {
        assertThatThrownBy(() -> check(settings, added("1-a"), added("1709123456789-b")))
                .hasMessageContaining("1-a.sql has a sequential version and 1709123456789-b.sql a timestamp one");
    }

    @Test
    void theOtherKindOfVersionThanTheWantedOneIsRefused() {
        assertThatThrownBy(() -> check(settings.versioning(Versioning.TIMESTAMP), added("1-a")))
                .hasMessageContaining("1-a.sql has a sequential version where timestamp ones are wanted");
        assertThatCode(() -> check(settings.versioning(Versioning.SEQUENTIAL), added("1.2-a")))
                .doesNotThrowAnyException();
    }

    @Test
    void aDependencyThatIsMissingOrLaterOrCircularIsRefused() {
        assertThatThrownBy(() -> check(settings, added("2-b", "1-a")))
                .hasMessageContaining("2-b.sql depends on 1-a, which isn't declared");
        assertThatThrownBy(() -> check(settings, added("1-a", "2-b"), added("2-b")))
                .hasMessageContaining("1-a.sql depends on 2-b, which comes later");
        assertThatThrownBy(() -> check(settings, added("1-a", "2-b"), added("2-b", "1-a")))
                .hasMessageContaining("and depends on it in turn");
        assertThatThrownBy(() -> check(settings, added("1-a", "1-a"))).hasMessageContaining("depends on itself");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> check(settings, added("1-a"), added("1-b", "7-x")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the same version")
                .hasMessageContaining("7-x, which isn't declared");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void check(Settings settings, Declared<InMemorySession>... declared) {
        List<Declared<InMemorySession>> sorted =
                Stream.of(declared).sorted((a, b) -> a.id().compareTo(b.id())).toList();
        CatalogueChecks.check(sorted, settings);
    }

    private static Declared<InMemorySession> added(String id, String... dependsOn) {
        Migration<InMemorySession> change = Changes.adding(id, Metadata.none().dependsOn(dependsOn));
        return new Declared<>(change, change.id(), id + ".sql", "", List.of(), null);
    }
}
