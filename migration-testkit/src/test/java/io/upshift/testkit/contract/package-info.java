@NullMarked
package io.upshift.testkit.contract;

import org.jspecify.annotations.NullMarked;
