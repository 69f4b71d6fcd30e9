package io.upshift.aws;

/** A way to bring a change to a database that serves. */
public enum Strategy {
    /** Online steps on the live database. */
    IN_PLACE,
    /** {@link BlueGreen} over a snapshot and a restore. */
    SNAPSHOT_COPY,
    /** {@link BlueGreen} over a clone of an Aurora cluster. */
    CLONE,
    /** RDS's own Blue/Green Deployments. */
    MANAGED_BLUE_GREEN
}
