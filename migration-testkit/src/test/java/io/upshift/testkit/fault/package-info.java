@NullMarked
package io.upshift.testkit.fault;

import org.jspecify.annotations.NullMarked;
