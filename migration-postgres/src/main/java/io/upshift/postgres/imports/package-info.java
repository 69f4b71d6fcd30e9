/** Moving in: the histories that other tools keep in a PostgreSQL database. */
@NullMarked
package io.upshift.postgres.imports;

import org.jspecify.annotations.NullMarked;
