/** What goes wrong between a service and its PostgreSQL database: crashes at any step, and connections that break. */
@NullMarked
package io.upshift.testkit.fault;

import org.jspecify.annotations.NullMarked;
