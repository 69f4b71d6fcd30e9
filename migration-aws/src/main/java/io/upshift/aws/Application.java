package io.upshift.aws;

/** Stops and starts what writes to a database, around an emergency. Called again after an interruption. */
public interface Application {

    /** Returns when nothing writes any more. */
    void stop() throws Exception;

    /** Returns when it serves again, from where it then finds its database. */
    void start() throws Exception;
}
