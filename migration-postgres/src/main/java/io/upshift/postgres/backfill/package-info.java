/** Work on many rows of PostgreSQL tables, in batches. */
@NullMarked
package io.upshift.postgres.backfill;

import org.jspecify.annotations.NullMarked;
