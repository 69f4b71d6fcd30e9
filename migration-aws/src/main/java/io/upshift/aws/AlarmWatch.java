package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.Poller;
import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Named CloudWatch alarms that have to stay quiet for a while after a switch. Immutable; the client is never closed. */
public final class AlarmWatch {
    private final CloudWatchClient cloudWatch;
    private final Duration duration;
    private final Set<String> names;

    private AlarmWatch(CloudWatchClient cloudWatch, Duration duration, Set<String> names) {
        this.cloudWatch = cloudWatch;
        this.duration = duration;
        this.names = names;
    }

    /**
     * @param duration for how long to watch after the switch
     * @param names of metric or composite alarms
     */
    public static AlarmWatch of(CloudWatchClient cloudWatch, Duration duration, String... names) {
        return new AlarmWatch(cloudWatch, duration, new TreeSet<>(List.of(names)));
    }

    List<RemoteCall> calls() {
        return List.of(new RemoteCall("cloudwatch:DescribeAlarms", "*", "watches the alarms after the switch"));
    }

    /** An alarm that sounds already couldn't tell what the switch does. */
    void requireQuiet() throws StepException {
        List<String> sounding = sounding();
        if (!sounding.isEmpty()) {
            throw new StepException(
                    "before the switch the alarms " + sounding + " are sounding",
                    "find out why, and run again when they are quiet");
        }
    }

    /** @param next what to do about an alarm */
    void await(Instant switchedAt, RdsDatabase database, String next) throws Exception {
        Instant end = switchedAt.plus(duration);
        Poller poller = database.poller().inARow(1).atMost(duration.plusHours(1));
        poller.until(
                "the alarms " + names,
                () -> {
                    List<String> sounding = sounding();
                    if (!sounding.isEmpty()) {
                        return Poll.failed("since the switch " + sounding + " are sounding", next);
                    }
                    return database.clock().instant().isBefore(end)
                            ? Poll.waiting("watching " + names + " until " + end)
                            : Poll.done(end);
                },
                Copying::log);
    }

    private List<String> sounding() throws StepException {
        DescribeAlarmsResponse found = Reads.read(() -> cloudWatch.describeAlarms(
                request -> request.alarmNames(names).alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
        Map<String, StateValue> states = new TreeMap<>();
        found.metricAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValue()));
        found.compositeAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValue()));
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(states.keySet());
        if (!missing.isEmpty()) {
            throw new StepException(
                    "there are no alarms " + missing + " in this Region", "correct the names, and run again");
        }
        List<String> sounding = new ArrayList<>();
        states.forEach((name, state) -> {
            if (state == StateValue.ALARM) {
                sounding.add(name);
            }
        });
        return sounding;
    }
}
