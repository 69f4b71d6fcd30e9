/** A Spring Boot service: it migrates before JPA starts, tells its probes how far it is, and stops batches gracefully. */
@NullMarked
package io.upshift.examples.spring;

import org.jspecify.annotations.NullMarked;
