/** The sql service. */
@NullMarked
package io.upshift.examples.sql;

import org.jspecify.annotations.NullMarked;
