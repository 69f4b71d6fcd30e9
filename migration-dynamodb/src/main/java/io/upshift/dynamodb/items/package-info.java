/** Changes the items of DynamoDB tables in batches, and copies tables whose key changes. */
@NullMarked
package io.upshift.dynamodb.items;

import org.jspecify.annotations.NullMarked;
