package io.upshift.dynamodb;

import io.upshift.StepException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What a step has to remember over a crash, such as the state to put back; fenced by the epoch. */
record Notes(HistoryWriter writer) {
    private static final String PREFIX = "note#";
    private static final String TEXT = "text";

    @Nullable
    String find(String name) {
        Map<String, AttributeValue> item = writer.table().get(PREFIX + name);
        return item == null ? null : Items.text(item, TEXT);
    }

    void keep(String name, String text) throws StepException {
        writer.fenced(List.of(TransactWriteItem.builder()
                .put(put -> put.tableName(writer.table().name())
                        .item(writer.table().item(PREFIX + name, Map.of(TEXT, Items.of(text)))))
                .build()));
    }

    void forget(String name) throws StepException {
        writer.fenced(List.of(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(writer.table().name())
                        .key(writer.table().key(PREFIX + name)))
                .build()));
    }
}
