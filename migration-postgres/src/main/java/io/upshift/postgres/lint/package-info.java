/** Says what SQL would lock, scan, rewrite, lose or break, before it runs; nothing here executes a migration. */
@NullMarked
package io.upshift.postgres.lint;

import org.jspecify.annotations.NullMarked;
