@NullMarked
package io.upshift.testkit.migration;

import org.jspecify.annotations.NullMarked;
