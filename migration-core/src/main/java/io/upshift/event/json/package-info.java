/** Events as JSON: Jackson 2 trees for upcasters, JSON Schema for definitions. Both libraries are optional. */
@NullMarked
package io.upshift.event.json;

import org.jspecify.annotations.NullMarked;
