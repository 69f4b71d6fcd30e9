package io.upshift;

/**
 * A call to a service outside the store that a run may make, for the plan and for whoever grants the permission.
 *
 * @param permission what the caller must be allowed, in the service's own words, such as {@code rds:CreateDBSnapshot}
 * @param resource on what, as the service names it; a {@code *} stands for what is known only at run time
 * @param purpose why, as the rest of a sentence
 */
public record RemoteCall(String permission, String resource, String purpose) {}
