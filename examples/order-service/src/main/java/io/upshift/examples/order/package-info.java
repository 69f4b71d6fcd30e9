/** The order service. */
@NullMarked
package io.upshift.examples.order;

import org.jspecify.annotations.NullMarked;
