/** Runs as metrics of the service's own registry; needs micrometer-core on the class path. */
@NullMarked
package io.upshift.metrics;

import org.jspecify.annotations.NullMarked;
