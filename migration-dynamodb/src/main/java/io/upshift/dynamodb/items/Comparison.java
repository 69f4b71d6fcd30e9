package io.upshift.dynamodb.items;

import io.upshift.Operation;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Reads both tables through and compares the digests of their buckets; an interrupted one begins again. */
final class Comparison implements Operation<DynamoDbSession> {
    private static final int SHOWN = 5;

    private final TableCopy copy;
    private boolean isSame;

    Comparison(TableCopy copy) {
        this.copy = copy;
    }

    @Override
    public void run(DynamoDbSession session) throws Exception {
        List<String> differences = differences(session);
        if (!differences.isEmpty()) {
            throw new StepException(
                    copy.from() + " and " + copy.to() + " differ in " + differences.size() + " of "
                            + TableDigest.BUCKETS + " buckets of keys: "
                            + String.join(", ", differences.subList(0, Math.min(SHOWN, differences.size()))),
                    "revert, which lets the writers go; empty " + copy.to() + ", see who wrote meanwhile, and migrate"
                            + " again");
        }
        isSame = true;
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        return isSame || differences(session).isEmpty();
    }

    private List<String> differences(DynamoDbSession session) throws Exception {
        List<String> keys =
                session.client().describeTable(request -> request.tableName(copy.to())).table().keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .toList();
        TableDigest expected = TableDigest.of(session, copy.from(), keys, copy::mapped);
        TableDigest found = TableDigest.of(session, copy.to(), keys, Comparison::itself);
        return expected.differences(found);
    }

    private static Map<String, AttributeValue> itself(Map<String, AttributeValue> item) {
        return item;
    }
}
