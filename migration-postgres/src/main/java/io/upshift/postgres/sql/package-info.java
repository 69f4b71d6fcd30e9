/** SQL scripts for PostgreSQL: statements, directives and the text that a checksum is taken of. */
@NullMarked
package io.upshift.postgres.sql;

import org.jspecify.annotations.NullMarked;
