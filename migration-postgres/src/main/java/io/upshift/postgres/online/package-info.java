/** Changes to a PostgreSQL schema that leave readers and writers alone, as steps that survive being interrupted. */
@NullMarked
package io.upshift.postgres.online;

import org.jspecify.annotations.NullMarked;
