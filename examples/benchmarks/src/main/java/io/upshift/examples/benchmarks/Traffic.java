package io.upshift.examples.benchmarks;

/**
 * What went over the wire.
 *
 * @param statements executed, including those that begin and end transactions
 * @param roundTrips how often the client waited for the server
 */
record Traffic(long statements, long roundTrips) {

    Traffic plus(Traffic more) {
        return new Traffic(statements + more.statements, roundTrips + more.roundTrips);
    }

    Traffic since(Traffic before) {
        return new Traffic(statements - before.statements, roundTrips - before.roundTrips);
    }
}
