package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.RunEvent;
import io.upshift.RunListener;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Tells an SNS topic when a run starts, succeeds or fails, and when a revert did.
 *
 * <p>Mail gets text; queues, functions and web hooks get JSON. The attributes {@code service}, {@code environment},
 * {@code command} and {@code outcome} let subscriptions filter. A message holds ids, states, durations and the run's
 * error, never statements, row data or credentials. A message that can't be sent is logged and left out; each has 5
 * seconds. Thread-safe; the client is never closed.
 */
public final class SnsNotifications implements RunListener {
    private static final Pattern TOPIC = Pattern.compile("arn:[^:]+:sns:([^:]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    private final SnsClient sns;
    private final String topic;
    private final String environment;
    private final FailOpen sending = new FailOpen("The notification by SNS");

    private SnsNotifications(SnsClient sns, String topic, String environment) {
        this.sns = sns;
        this.topic = topic;
        this.environment = environment;
    }

    /**
     * @param topic the topic's ARN; FIFO topics are not supported
     * @param environment such as {@code production}
     * @throws MigrationException when this is no topic, or one of another Region than the client's
     */
    public static SnsNotifications of(SnsClient sns, String topic, String environment) {
        Matcher arn = TOPIC.matcher(topic);
        if (!arn.matches()) {
            throw MigrationException.usage(
                    "This is no standard SNS topic: " + topic, "give its ARN, arn:aws:sns:<region>:<account>:<name>");
        }
        String region = arn.group(1);
        Optional<Region> client = region(sns);
        if (client.isPresent() && !client.get().id().equals(region)) {
            throw MigrationException.usage(
                    "The topic " + topic + " is in " + region + ", and the client is in "
                            + client.get().id(),
                    "build the SnsClient with .region(Region.of(\"" + region + "\"))");
        }
        return new SnsNotifications(sns, topic, environment);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            sending.begin();
            publish(Notice.started(started, environment));
        } else if (event instanceof RunEvent.RunFinished finished) {
            publish(Notice.finished(finished, environment));
        }
    }

    @Override
    public List<RemoteCall> calls() {
        return List.of(new RemoteCall("sns:Publish", topic, "tells how the run goes"));
    }

    private void publish(Notice notice) {
        sending.attempt(() -> sns.publish(request -> request.topicArn(topic)
                .subject(notice.subject())
                .messageStructure("json")
                .message(notice.message())
                .messageAttributes(notice.attributes())
                .overrideConfiguration(FailOpen.SHORTLY)));
    }

    private static Optional<Region> region(SnsClient sns) {
        try {
            return Optional.ofNullable(sns.serviceClientConfiguration().region());
        } catch (UnsupportedOperationException e) {
            // A client that isn't the SDK's own may not know.
            return Optional.empty();
        }
    }
}
