/**
 * AWS in memory, for tests: strict where the real services are, on a virtual clock, with faults on demand.
 *
 * <p>Every client shares the account, the clock and the faults of one {@link FakeAws}. Operations that a fake doesn't
 * know throw {@link UnsupportedOperationException}. Needs the AWS SDK's clients on the class path.
 */
@NullMarked
package io.upshift.testkit.aws;

import org.jspecify.annotations.NullMarked;
