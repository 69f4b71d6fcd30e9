/** The product service. */
@NullMarked
package io.upshift.examples.product;

import org.jspecify.annotations.NullMarked;
