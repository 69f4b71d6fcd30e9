/** What DynamoDB Local lacks and the service does, as interceptors for any client of AWS SDK 2. */
@NullMarked
package io.upshift.testkit.dynamodb;

import org.jspecify.annotations.NullMarked;
