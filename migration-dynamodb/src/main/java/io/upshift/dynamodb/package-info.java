/** The DynamoDB target. */
@NullMarked
package io.upshift.dynamodb;

import org.jspecify.annotations.NullMarked;
