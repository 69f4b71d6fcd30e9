/** Who is connected: heartbeats of a service's instances, and the gates that wait until old code has gone. */
@NullMarked
package io.upshift.postgres.clients;

import org.jspecify.annotations.NullMarked;
