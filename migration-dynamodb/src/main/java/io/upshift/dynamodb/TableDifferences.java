package io.upshift.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Where a table isn't what was declared. Units of capacity are left out, because autoscaling moves them, and tags, because
 * many tools write them.
 */
final class TableDifferences {
    static final String OFF = "off";

    private TableDifferences() {}

    /** In words; empty when it is what was declared. */
    static List<String> between(TableDefinition declared, TableDescription table) {
        CreateTableRequest wanted = declared.request();
        List<String> differences = new ArrayList<>();
        compare(
                "its key is",
                TableShape.keys(table),
                TableShape.keys(wanted.keySchema(), wanted.attributeDefinitions()),
                differences);
        compare("its billing mode is", billing(table), wanted.billingModeAsString(), differences);
        compare(
                "its stream is",
                stream(table.streamSpecification()),
                stream(wanted.streamSpecification()),
                differences);
        compareIndexes("global", globals(table), shapes(declared.globalIndexes()), differences);
        compareIndexes("local", locals(table), shapes(declared.localIndexes()), differences);
        if (Boolean.TRUE.equals(wanted.deletionProtectionEnabled())
                && !Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
            differences.add("its deletion protection is off");
        }
        if (wanted.sseSpecification() != null && table.sseDescription() == null) {
            differences.add("it is not encrypted with a KMS key");
        }
        return differences;
    }

    static boolean isOnDemand(TableDescription table) {
        return billing(table).equals(BillingMode.PAY_PER_REQUEST.toString());
    }

    /** A table that was always provisioned has no summary. */
    static String billing(TableDescription table) {
        BillingModeSummary summary = table.billingModeSummary();
        return summary == null ? BillingMode.PROVISIONED.toString() : summary.billingModeAsString();
    }

    static String stream(StreamSpecification stream) {
        return stream == null || !Boolean.TRUE.equals(stream.streamEnabled()) ? OFF : stream.streamViewTypeAsString();
    }

    private static void compare(String what, String there, String declared, List<String> differences) {
        if (!there.equals(declared)) {
            differences.add(what + " " + there + " instead of " + declared);
        }
    }

    private static void compareIndexes(
            String kind, Collection<String> there, Collection<String> declared, List<String> differences) {
        declared.stream()
                .filter(index -> !there.contains(index))
                .forEach(index -> differences.add("it has no " + kind + " index " + index));
        there.stream()
                .filter(index -> !declared.contains(index))
                .forEach(index -> differences.add("it has the " + kind + " index " + index));
    }

    private static Collection<String> shapes(List<SecondaryIndex> indexes) {
        return sorted(indexes.stream().map(SecondaryIndex::shape));
    }

    private static Collection<String> globals(TableDescription table) {
        return sorted(table.globalSecondaryIndexes().stream()
                .map(index -> TableShape.index(
                        index.indexName(), index.keySchema(), index.projection(), table.attributeDefinitions())));
    }

    private static Collection<String> locals(TableDescription table) {
        return sorted(table.localSecondaryIndexes().stream()
                .map(index -> TableShape.index(
                        index.indexName(), index.keySchema(), index.projection(), table.attributeDefinitions())));
    }

    private static Collection<String> sorted(Stream<String> shapes) {
        return new TreeSet<>(shapes.toList());
    }
}
