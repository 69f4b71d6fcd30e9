/** Changes as a service declares them. */
@NullMarked
package io.upshift.postgres.change.declared;

import org.jspecify.annotations.NullMarked;
