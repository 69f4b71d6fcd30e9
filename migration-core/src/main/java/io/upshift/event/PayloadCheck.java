package io.upshift.event;

import java.util.List;

/** Whether a payload is what a definition says; safe for many threads. */
@FunctionalInterface
public interface PayloadCheck<P> {

    /** What is wrong, by field and rule, without a value of the payload; empty when nothing is. */
    List<String> problems(P payload);
}
