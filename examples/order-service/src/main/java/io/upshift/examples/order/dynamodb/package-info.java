/** What the order service's DynamoDB tables went through. */
@NullMarked
package io.upshift.examples.order.dynamodb;

import org.jspecify.annotations.NullMarked;
