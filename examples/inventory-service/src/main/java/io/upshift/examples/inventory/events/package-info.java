/** The inventory service's events, over the versions that they have had. */
@NullMarked
package io.upshift.examples.inventory.events;

import org.jspecify.annotations.NullMarked;
