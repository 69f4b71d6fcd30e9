/** What the inventory service's DynamoDB tables went through. */
@NullMarked
package io.upshift.examples.inventory.dynamodb;

import org.jspecify.annotations.NullMarked;
