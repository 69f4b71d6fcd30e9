/** Migrations to be found. */
@NullMarked
package io.upshift.discovered;

import org.jspecify.annotations.NullMarked;
