package io.upshift.postgres.change;

import io.upshift.Gate;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.util.List;

/**
 * The steps of a change's phases.
 *
 * @param contract what makes the new structure the one that counts
 * @param drop what takes the old structure away; the end of the contract, or a phase of its own behind a gate
 * @param kept what has to be open before the old structure goes that is kept for a while; empty when it isn't
 */
record Phases(
        List<Step<PostgresSession>> expand,
        List<Step<PostgresSession>> backfill,
        List<Step<PostgresSession>> contract,
        List<Step<PostgresSession>> drop,
        List<Gate<PostgresSession>> kept) {}
