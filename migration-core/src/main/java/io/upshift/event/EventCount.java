package io.upshift.event;

/**
 * How many events of one version are stored.
 *
 * @param counted found in what was looked at
 * @param estimate of all that are stored; the same as counted after a full scan
 * @param low what 95 of 100 samples like this one don't overestimate; the same as counted after a full scan
 * @param high the same for underestimating; above 0 also when nothing was found in a sample
 */
public record EventCount(EventSchema schema, long counted, long estimate, long low, long high) {}
