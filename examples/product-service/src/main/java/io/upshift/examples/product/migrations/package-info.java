/** What the product service's database went through, beside the SQL files. */
@NullMarked
package io.upshift.examples.product.migrations;

import org.jspecify.annotations.NullMarked;
