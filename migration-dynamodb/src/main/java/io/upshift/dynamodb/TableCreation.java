package io.upshift.dynamodb;

import io.upshift.Operation;
import io.upshift.Poll;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes a table and waits for it and its indexes; one that is there already has to be what was declared. */
record TableCreation(TableDefinition definition) implements Operation<DynamoDbSession> {

    @Override
    public void run(DynamoDbSession session) throws Exception {
        TablePoller.of(session.settings())
                .until("the table " + definition.name(), () -> look(session), session::progress);
        if (!definition.timeToLive().isEmpty()) {
            expiry().run(session);
        }
    }

    @Override
    public boolean isDone(DynamoDbSession session) throws Exception {
        TableDescription table = TableShape.find(session.client(), definition.name());
        return table != null
                && TableShape.busy(table) == null
                && TableDifferences.between(definition, table).isEmpty()
                && (definition.timeToLive().isEmpty() || expiry().isDone(session));
    }

    private AwaitedChange expiry() {
        return new AwaitedChange(new TimeToLive(definition.name(), definition.timeToLive(), true));
    }

    private Poll<TableDescription> look(DynamoDbSession session) {
        TableDescription table = TableShape.find(session.client(), definition.name());
        if (table == null) {
            return create(session);
        }
        String busy = TableShape.busy(table);
        if (busy != null) {
            return Poll.waiting(busy);
        }
        List<String> differences = TableDifferences.between(definition, table);
        return differences.isEmpty()
                ? Poll.done(table)
                : Poll.failed(
                        "a table of this name is there, and " + String.join("; ", differences),
                        "declare what is there, or give the new table another name; nothing was changed");
    }

    private Poll<TableDescription> create(DynamoDbSession session) {
        try {
            session.client().createTable(definition.request());
            return Poll.waiting(definition.name() + " is made");
        } catch (ResourceInUseException e) {
            return Poll.waiting(definition.name() + " is in use");
        } catch (LimitExceededException e) {
            return Poll.waiting("a limit of the account is reached: " + AwsErrors.because(e));
        }
    }
}
