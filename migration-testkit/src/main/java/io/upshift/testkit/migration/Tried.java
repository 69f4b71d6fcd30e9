package io.upshift.testkit.migration;

import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Schema;
import io.upshift.StatementTrace;
import java.util.List;

/**
 * What one migration did where it was tried.
 *
 * @param before the schema that it met
 * @param after the schema that it left
 * @param traces what each statement of its up did, on the tables that had been there before
 * @param problems what is wrong with its way there and back, in words; empty when nothing is
 */
record Tried(
        MigrationId id, Kind kind, Schema before, Schema after, List<StatementTrace> traces, List<String> problems) {}
