/** Event streams that are stored in DynamoDB: what is in them, and writing them anew. */
@NullMarked
package io.upshift.dynamodb.event;

import org.jspecify.annotations.NullMarked;
