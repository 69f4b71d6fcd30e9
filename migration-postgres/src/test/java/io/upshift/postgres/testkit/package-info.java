/** The testkit on PostgreSQL: it sees what is wrong, and says why. */
@NullMarked
package io.upshift.postgres.testkit;

import org.jspecify.annotations.NullMarked;
