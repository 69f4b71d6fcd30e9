@NullMarked
package io.upshift.testkit;

import org.jspecify.annotations.NullMarked;
