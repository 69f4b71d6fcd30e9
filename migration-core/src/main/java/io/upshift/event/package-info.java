/** How stored events of every version are read as the current one: upcasters, their proof, and what may be deleted. */
@NullMarked
package io.upshift.event;

import org.jspecify.annotations.NullMarked;
