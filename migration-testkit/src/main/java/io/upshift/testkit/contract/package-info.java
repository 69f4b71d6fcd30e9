/**
 * What the engine relies on, as JUnit classes to extend: for a {@link io.upshift.Target} with its lock and history.
 */
@NullMarked
package io.upshift.testkit.contract;

import org.jspecify.annotations.NullMarked;
