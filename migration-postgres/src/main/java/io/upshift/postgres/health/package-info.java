/** How a PostgreSQL database is, as its catalog and its statistics tell. */
@NullMarked
package io.upshift.postgres.health;

import org.jspecify.annotations.NullMarked;
