package io.upshift;

/**
 * The service whose migrations these are: part of the history and of the run lock's key.
 *
 * @param name two services with different names never meet in one store
 * @param version of the service's code; recorded with each entry
 */
public record Service(String name, String version) {
    public Service {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The service's name is missing: call .service(\"orders\", \"1.4.0\")");
        }
    }
}
