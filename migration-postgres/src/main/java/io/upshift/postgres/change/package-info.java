/** Changes to PostgreSQL tables that old and new versions of a service use at the same time. */
@NullMarked
package io.upshift.postgres.change;

import org.jspecify.annotations.NullMarked;
