package io.upshift.dynamodb;

import io.upshift.StepException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A global secondary index that an existing table gets.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html">one at a time</a>
 */
record IndexAddition(String table, SecondaryIndex index) implements TableChange {
    /** The quota unless the account has had it raised. */
    private static final int MOST_INDEXES = 20;

    @Override
    public String what() {
        return "the index " + index.name() + " of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) throws StepException {
        Optional<String> there = find(description, index.name())
                .map(found -> TableShape.index(
                        found.indexName(), found.keySchema(), found.projection(), description.attributeDefinitions()));
        if (there.isPresent() && !there.get().equals(index.shape())) {
            throw new StepException(
                    "the table " + table + " has another index of this name: " + there.get() + " instead of "
                            + index.shape(),
                    "give the new index another name, or remove the old one first; nothing was changed");
        }
        return there.isPresent();
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) throws StepException {
        if (description.globalSecondaryIndexes().size() >= MOST_INDEXES) {
            session.progress(table + " has "
                    + description.globalSecondaryIndexes().size() + " global indexes already, the usual quota");
        }
        new IndexedItems(table, index).check(session, description);
        CreateGlobalSecondaryIndexAction.Builder create = CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.name())
                .keySchema(index.keySchema())
                .projection(index.projection());
        if (!TableDifferences.isOnDemand(description)) {
            Capacity units = index.capacity().isOnDemand() ? TableCapacity.of(description) : index.capacity();
            create.provisionedThroughput(TableDefinition.throughput(units));
        }
        session.client()
                .updateTable(request -> request.tableName(table)
                        .attributeDefinitions(Stream.concat(
                                        description.attributeDefinitions().stream(),
                                        SecondaryIndex.attributes(index.keys()).stream())
                                .distinct()
                                .toList())
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .create(create.build())
                                .build()));
    }

    @Override
    public void review(DynamoDbSession session) {
        new IndexedItems(table, index).compare(session);
    }

    static Optional<GlobalSecondaryIndexDescription> find(TableDescription description, String name) {
        return description.globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findFirst();
    }
}
