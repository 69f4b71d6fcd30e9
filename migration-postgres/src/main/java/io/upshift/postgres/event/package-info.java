/** Event streams that are stored in PostgreSQL: what is in them, and writing them anew. */
@NullMarked
package io.upshift.postgres.event;

import org.jspecify.annotations.NullMarked;
