package io.upshift.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Alarms on what {@link CloudWatchMetrics} sends, as a CloudFormation template. */
public final class MigrationAlarms {
    private static final int FIVE_MINUTES = 300;

    private MigrationAlarms() {}

    /**
     * A template with the parameters Service, Environment, Topic (an SNS topic's ARN) and LongestRun (milliseconds).
     *
     * <p>Two alarms: a run failed, and a run took too long. Where nothing runs nothing is missing, so missing data is good.
     */
    public static String template() {
        return JsonText.page(json -> {
            json.writeStringField("AWSTemplateFormatVersion", "2010-09-09");
            json.writeStringField("Description", "Alarms on the migrations of one service in one environment.");
            json.writeObjectFieldStart("Parameters");
            parameter(json, "Service", "String", null);
            parameter(json, "Environment", "String", null);
            parameter(json, "Topic", "String", null);
            parameter(json, "LongestRun", "Number", "1800000");
            json.writeEndObject();
            json.writeObjectFieldStart("Resources");
            alarm(json, "RunFailed", "A run of migrations failed.", 0, () -> {
                metric(json, "RunFailed", false);
                json.writeStringField("Statistic", "Sum");
                json.writeNumberField("Period", FIVE_MINUTES);
            });
            alarm(json, "RunSlow", "A run of migrations took longer than LongestRun.", null, () -> {
                metric(json, "RunDuration", true);
                json.writeStringField("Statistic", "Maximum");
                json.writeNumberField("Period", FIVE_MINUTES);
            });
            json.writeEndObject();
        });
    }

    private interface Part {
        void write() throws IOException;
    }

    private static void parameter(JsonGenerator json, String name, String type, @Nullable String byDefault)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("Type", type);
        if (byDefault != null) {
            json.writeStringField("Default", byDefault);
        }
        json.writeEndObject();
    }

    /** @param threshold null for the parameter LongestRun */
    private static void alarm(
            JsonGenerator json, String name, String description, @Nullable Integer threshold, Part data)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("Type", "AWS::CloudWatch::Alarm");
        json.writeObjectFieldStart("Properties");
        json.writeStringField("AlarmDescription", description);
        data.write();
        json.writeNumberField("EvaluationPeriods", 1);
        json.writeStringField("ComparisonOperator", "GreaterThanThreshold");
        if (threshold == null) {
            json.writeFieldName("Threshold");
            ref(json, "LongestRun");
        } else {
            json.writeNumberField("Threshold", threshold);
        }
        json.writeStringField("TreatMissingData", "notBreaching");
        json.writeArrayFieldStart("AlarmActions");
        ref(json, "Topic");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void metric(JsonGenerator json, String name, boolean succeeded) throws IOException {
        json.writeObjectFieldStart("Namespace");
        json.writeStringField("Fn::Sub", "Upshift/${Service}");
        json.writeEndObject();
        json.writeStringField("MetricName", name);
        json.writeArrayFieldStart("Dimensions");
        dimension(json, "Service", () -> ref(json, "Service"));
        dimension(json, "Environment", () -> ref(json, "Environment"));
        if (succeeded) {
            dimension(json, "Outcome", () -> json.writeString("succeeded"));
        }
        json.writeEndArray();
    }

    private static void dimension(JsonGenerator json, String name, Part value) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeFieldName("Value");
        value.write();
        json.writeEndObject();
    }

    private static void ref(JsonGenerator json, String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("Ref", name);
        json.writeEndObject();
    }
}
