/** Changing views, and what views stand on. */
@NullMarked
package io.upshift.postgres.view;

import org.jspecify.annotations.NullMarked;
