/** Servers and checks to test migrations with. */
@NullMarked
package io.upshift.testkit;

import org.jspecify.annotations.NullMarked;
