/** What the inventory service's database went through, beside the SQL files. */
@NullMarked
package io.upshift.examples.inventory.migrations;

import org.jspecify.annotations.NullMarked;
