/** Rows for tests, derived from the tables that they go into: realistic ones and nasty ones, the same ones for a seed. */
@NullMarked
package io.upshift.testkit.data;

import org.jspecify.annotations.NullMarked;
