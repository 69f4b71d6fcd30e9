package io.upshift.examples.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How an instance ended, in one line between two processes.
 *
 * @param classes loaded during the measurement
 * @param endedMicros since the epoch, by the clock that all processes of the machine share
 * @param error what was thrown; empty when all went well
 */
record InstanceEnd(Sample sample, long classes, long endedMicros, String error) {

    static InstanceEnd failed(Exception e) {
        String error = e.toString().replaceAll("\\s+", " ");
        return new InstanceEnd(new Sample(0, 0), 0, nowMicros(), error);
    }

    static InstanceEnd read(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new InstanceEnd(
                new Sample(Double.parseDouble(fields.get(0)), Double.parseDouble(fields.get(1))),
                Long.parseLong(fields.get(2)),
                Long.parseLong(fields.get(3)),
                fields.get(4));
    }

    static long nowMicros() {
        return micros(Instant.now());
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    String line() {
        return sample.ms() + "\t" + sample.cpuMs() + "\t" + classes + "\t" + endedMicros + "\t" + error;
    }
}
