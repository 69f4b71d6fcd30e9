package io.upshift.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command has opened; closed in the opposite order, and what closing throws is only logged. */
final class Resources implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UpshiftCli.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <C extends AutoCloseable> C add(C resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.debug("Something the command had opened can't be closed", e);
            }
        }
    }
}
