@NullMarked
package io.upshift.postgres.clients;

import org.jspecify.annotations.NullMarked;
