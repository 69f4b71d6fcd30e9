@NullMarked
package io.upshift.postgres.lint;

import org.jspecify.annotations.NullMarked;
