/**
 * Tests of a service's migrations: {@link io.upshift.testkit.migration.MigrationSuite} makes one for each, and
 * {@link io.upshift.testkit.migration.MigrationAssertions} lets a team write its own.
 */
@NullMarked
package io.upshift.testkit.migration;

import org.jspecify.annotations.NullMarked;
