/** How fast Upshift is beside its peers and a floor. */
@NullMarked
package io.upshift.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
