/**
 * A report or a plan as one HTML page that needs no network.
 *
 * <p>Needs {@code com.samskivert:jmustache}, an optional dependency of this module.
 */
@NullMarked
package io.upshift.page;

import org.jspecify.annotations.NullMarked;
