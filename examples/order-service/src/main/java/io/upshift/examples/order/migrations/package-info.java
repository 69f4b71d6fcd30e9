/** What the order service's database went through, beside the SQL files. */
@NullMarked
package io.upshift.examples.order.migrations;

import org.jspecify.annotations.NullMarked;
