package io.upshift.testkit.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * SNS in memory: topics, and what was published to them. Thread-safe.
 *
 * <p>Source: {@code Publish} in the Amazon SNS API Reference: a subject has less than 100 characters, no line breaks or
 * control characters and begins with a letter, digit or punctuation mark; a message has at most 256 KB with its
 * attributes; a JSON message has a text for {@code default}. A subject outside ASCII is refused, as the older
 * documentation has it.
 */
public final class FakeSns implements SnsClient {
    private static final int LARGEST = 256 * 1024;
    private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,98}");

    private final AwsFaults faults;
    private final TreeSet<String> topics = new TreeSet<>();
    private final List<PublishRequest> published = new ArrayList<>();

    FakeSns(AwsFaults faults) {
        this.faults = faults;
    }

    /** Everything published so far, in order. */
    public synchronized List<PublishRequest> published() {
        return List.copyOf(published);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public SnsServiceClientConfiguration serviceClientConfiguration() {
        return SnsServiceClientConfiguration.builder()
                .region(Region.of(FakeAws.REGION))
                .build();
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    @Override
    public synchronized CreateTopicResponse createTopic(CreateTopicRequest request) {
        return faults.around("CreateTopic", () -> {
            String arn = FakeAws.arn("sns", request.name());
            topics.add(arn);
            return CreateTopicResponse.builder().topicArn(arn).build();
        });
    }

    @Override
    public synchronized PublishResponse publish(PublishRequest request) {
        return faults.around("Publish", () -> {
            check(request);
            published.add(request);
            return PublishResponse.builder()
                    .messageId("message-" + published.size())
                    .build();
        });
    }

    private void check(PublishRequest request) {
        String topic = request.topicArn();
        if (!topic.startsWith("arn:aws:sns:" + FakeAws.REGION + ":")) {
            throw invalid("TopicArn");
        }
        if (!topics.contains(topic)) {
            throw AwsFaults.error(NotFoundException.builder(), "NotFound", "Topic does not exist");
        }
        if (request.subject() != null && !SUBJECT.matcher(request.subject()).matches()) {
            throw invalid("Subject");
        }
        if (size(request) > LARGEST) {
            throw invalid("Message too long");
        }
        if ("json".equals(request.messageStructure())) {
            checkJson(request.message());
        }
    }

    private static int size(PublishRequest request) {
        int size = request.message().getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageAttributeValue> attribute :
                request.messageAttributes().entrySet()) {
            size += attribute.getKey().length()
                    + attribute.getValue().dataType().length()
                    + attribute.getValue().stringValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private static void checkJson(String message) {
        boolean hasDefault = false;
        try (JsonParser json = new JsonFactory().createParser(message)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.getParsingContext().getParent().inRoot()) {
                    hasDefault |= json.currentName().equals("default");
                }
            }
        } catch (IOException e) {
            throw invalid("Message Structure - JSON message body failed to parse");
        }
        if (!hasDefault) {
            throw invalid("Message Structure - No default entry in JSON message body");
        }
    }

    private static RuntimeException invalid(String what) {
        return AwsFaults.error(InvalidParameterException.builder(), "InvalidParameter", "Invalid parameter: " + what);
    }
}
