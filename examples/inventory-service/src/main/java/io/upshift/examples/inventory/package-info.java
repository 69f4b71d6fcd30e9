/** The inventory service. */
@NullMarked
package io.upshift.examples.inventory;

import org.jspecify.annotations.NullMarked;
