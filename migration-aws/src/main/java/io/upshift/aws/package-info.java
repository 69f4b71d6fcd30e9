/** AWS operations around a migration. */
@NullMarked
package io.upshift.aws;

import org.jspecify.annotations.NullMarked;
