/** A PostgreSQL schema read as a value. */
@NullMarked
package io.upshift.postgres.schema;

import org.jspecify.annotations.NullMarked;
