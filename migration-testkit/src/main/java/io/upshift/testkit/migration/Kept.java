package io.upshift.testkit.migration;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Something of a test that is closed after it: JUnit up to 5.12 closes the one interface, later versions the other.
 *
 * @param value what the test works with
 */
@SuppressWarnings({"deprecation", "try"})
record Kept<T extends AutoCloseable>(T value) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws Exception {
        value.close();
    }
}
