package io.upshift;

/**
 * A migration that another tool has applied to the store.
 *
 * @param id what it is called here; the same as a declared migration's where there is one
 * @param description in words, with where it comes from
 * @param by who applied it; empty when unknown
 */
public record Adopted(MigrationId id, String description, String by) {}
