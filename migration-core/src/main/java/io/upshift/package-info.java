/** What a service meets: migrations, the runner, its plan and its report. */
@NullMarked
package io.upshift;

import org.jspecify.annotations.NullMarked;
