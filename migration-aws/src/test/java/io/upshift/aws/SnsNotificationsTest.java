package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.upshift.RunEvent;
import io.upshift.testkit.aws.FakeAws;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class SnsNotificationsTest {
    private final FakeAws aws = FakeAws.create();
    private final String topic =
            aws.sns().createTopic(request -> request.name("migrations")).topicArn();
    private final SnsNotifications notifications = SnsNotifications.of(aws.sns(), topic, "production");

    @Test
    void startAndSuccessAreTold() throws IOException {
        notifications.on(Runs.started());
        notifications.on(Runs.succeeded());

        assertThat(aws.sns().published())
                .extracting(PublishRequest::subject)
                .containsExactly("orders (production): migrate started", "orders (production): migrate succeeded");
        PublishRequest last = aws.sns().published().get(1);
        assertThat(message(last).get("default")).isEqualTo("""
            migrate of orders 1.4.0 on postgresql orders at db:5432 (production): succeeded after 61 ms
            1709123456789-AddOrderTags applied in 12 ms
            backup: rds-snapshot upshift-orders-db-0123456789ab; restore: aws rds …
            run 0123456789abcdef0123456789abcdef, begun 2026-01-02T03:04:05Z\
            """);
        assertThat(message(last).get("sqs"))
                .startsWith("{\"outcome\":\"succeeded\",\"run\":\"" + Orders.RUN + "\",\"command\":\"migrate\"")
                .endsWith("\"error\":null}");
        assertThat(last.messageAttributes())
                .containsOnlyKeys("service", "environment", "command", "outcome")
                .extractingByKey("outcome")
                .extracting(MessageAttributeValue::stringValue)
                .isEqualTo("succeeded");
    }

    @Test
    void aFailureSaysWhyWithoutWhatLooksLikeACredential() throws IOException {
        notifications.on(Runs.failed("could not connect to jdbc:postgresql://orders:hunter2@db/orders?password=hunter2,"
                + " \"secret\": \"hunter2\" X-Amz-Signature=hunter2"));

        PublishRequest told = aws.sns().published().get(0);
        assertThat(told.subject()).isEqualTo("orders (production): migrate FAILED");
        assertThat(told.message()).doesNotContain("hunter2").contains("could not connect");
        assertThat(message(told).get("sqs")).contains("\"outcome\":\"failed\"");
    }

    @Test
    void aRevertIsToldAsOne() {
        notifications.on(Runs.succeeded(Runs.run("orders", "revert"), 1));

        assertThat(aws.sns().published().get(0).subject()).isEqualTo("orders (production): revert succeeded");
    }

    @Test
    void subjectsAreAsciiAndShortWhateverTheServiceIsCalled() {
        notifications.on(Runs.succeeded(Runs.run("bestellungen\n".repeat(20) + "ü", "migrate"), 1));

        assertThat(aws.sns().published().get(0).subject()).hasSize(99).matches("[ -~]+");
    }

    @Test
    void thousandsOfMigrationsFitIntoOneMessage() throws IOException {
        notifications.on(Runs.succeeded(Runs.RUN, 5000));

        assertThat(message(aws.sns().published().get(0)).get("default")).contains("and 4950 more");
    }

    @Test
    void aLongErrorFitsIntoOneMessage() {
        notifications.on(Runs.failed("\u2028\"€".repeat(200_000)));

        assertThat(aws.sns().published()).hasSize(1);
    }

    @Test
    void aTopicThatIsGoneFailsNothing() {
        SnsNotifications gone = SnsNotifications.of(aws.sns(), topic + "-gone", "production");
        RunEvent event = Runs.succeeded();

        assertThatCode(() -> gone.on(event)).doesNotThrowAnyException();
        assertThat(aws.faults().calls("Publish")).isEqualTo(1);
    }

    @Test
    void aTopicOfAnotherRegionIsSaidBeforeTheRun() {
        assertThatThrownBy(() ->
                        SnsNotifications.of(aws.sns(), "arn:aws:sns:us-east-1:123456789012:migrations", "production"))
                .hasMessage("The topic arn:aws:sns:us-east-1:123456789012:migrations is in us-east-1, and the client is"
                        + " in eu-central-1 · next: build the SnsClient with .region(Region.of(\"us-east-1\"))");
        assertThatThrownBy(() -> SnsNotifications.of(aws.sns(), "migrations", "production"))
                .hasMessageContaining("no standard SNS topic");
        assertThatThrownBy(() -> SnsNotifications.of(aws.sns(), topic + ".fifo", "production"))
                .hasMessageContaining("no standard SNS topic");
    }

    private static Map<String, String> message(PublishRequest request) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(request.message())) {
            json.nextToken();
            while (json.nextFieldName() != null) {
                fields.put(json.currentName(), json.nextTextValue());
            }
        }
        return fields;
    }
}
