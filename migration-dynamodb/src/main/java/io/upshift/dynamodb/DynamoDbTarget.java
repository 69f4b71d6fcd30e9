package io.upshift.dynamodb;

import io.upshift.BatchStore;
import io.upshift.Inspectable;
import io.upshift.MigrationException;
import io.upshift.Schema;
import io.upshift.Service;
import io.upshift.Step;
import io.upshift.TargetConnection;
import java.net.URI;
import java.util.List;
import java.util.function.LongSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The DynamoDB tables of one account and Region to migrate.
 *
 * <p>History, run lock and epoch lie in one tracking table, {@code <service>_dynamodb_migrations} unless set, which is
 * made on demand at the first run that has something to do. With nothing to do a run costs one strongly consistent
 * {@code GetItem}. Thread-safe.
 *
 * <p>The items of the tracking table have the partition key {@code pk}, the service's name, and the sort key {@code sk}:
 *
 * <ul>
 *   <li>{@code fence}: {@code epoch} and {@code run_id} of the latest taking of the run lock; {@code head_length} and
 *       {@code head_hash}, the end of the chain of entries; {@code fingerprint} of the catalogue that is applied
 *       completely. Every append is conditional on the first four.
 *   <li>{@code lease}, while the run lock is held: {@code nonce}, random for each taking; {@code beat}, which the holder
 *       counts up; {@code lease_ms}. A waiter that sees both unchanged for the length of the lease, by its own monotonic
 *       clock, takes the lock over and thereby raises the epoch. No wall clock is compared.
 *   <li>{@code entry#0000000001} and so on: the history's entries, with the attributes of {@link io.upshift.Entry} in
 *       lower case. They are read by one {@code Query}; what lies beyond {@code head_length} was never committed.
 *   <li>{@code note#…}: what a step has to remember, such as the capacity to put back.
 *   <li>{@code batch#<id>#<step>}: how work in batches was cut, whether it is paused, and a random {@code opening};
 *       {@code …#range#0001} and so on: {@code cursor}, {@code passed} and {@code changed}, and who has it ({@code owner},
 *       random for each worker, and {@code beat}), each write conditional on {@code opening}, {@code owner} and
 *       {@code turn}; {@code …#failed#…}: items that were left out.
 * </ul>
 *
 * <p>A table of that name with the single key {@code id} is another tool's registry: its items are taken over as
 * baselines, and the history lies in {@code <name>_history}. See {@code docs/dynamodb.md}.
 */
public final class DynamoDbTarget implements Inspectable<DynamoDbSession> {
    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final LongSupplier nanoTime;
    private final List<String> tables;

    private DynamoDbTarget(
            DynamoDbClient client, DynamoDbSettings settings, LongSupplier nanoTime, List<String> tables) {
        this.client = client;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.tables = tables;
    }

    /**
     * The tables that a client leads to, with the settings of the environment.
     *
     * @param client not closed; it decides on Region, credentials, time limits and the first retries
     */
    public static DynamoDbTarget of(DynamoDbClient client) {
        return new DynamoDbTarget(client, DynamoDbSettings.fromEnvironment(), System::nanoTime, List.of());
    }

    /** The same with these settings instead of the environment's. */
    public DynamoDbTarget settings(DynamoDbSettings settings) {
        return new DynamoDbTarget(client, settings, nanoTime, tables);
    }

    /**
     * The same, of which these tables are the service's: what {@link #inspect} shows. All tables of the account and Region
     * unless said.
     *
     * @param tables their names; one that ends with {@code *} stands for all that begin with what is before it
     */
    public DynamoDbTarget tables(String... tables) {
        return new DynamoDbTarget(client, settings, nanoTime, List.of(tables));
    }

    /** {@inheritDoc} Costs three calls a table. Without any tracking table, and without units of capacity and tags. */
    @Override
    public Schema inspect() {
        return TableSchema.read(client, this::isMeant);
    }

    private boolean isMeant(String table) {
        return !TrackingTable.isOne(table, settings.table())
                && (tables.isEmpty()
                        || tables.stream()
                                .anyMatch(name -> name.endsWith("*")
                                        ? table.startsWith(name.substring(0, name.length() - 1))
                                        : table.equals(name)));
    }

    @Override
    public TargetConnection<DynamoDbSession> connect(Service service) {
        return new DynamoDbConnection(this, service);
    }

    /** Refuses: what DynamoDB executes is recorded as text to read, and not as a script to run. */
    @Override
    public Step<DynamoDbSession> scripted(String origin, String script) {
        throw MigrationException.refused(
                origin + " can't be run on " + describe(),
                "this version of the service doesn't have the migration, and requests to DynamoDB are no script",
                "revert it with the version of the service that has it");
    }

    @Override
    public BatchStore<DynamoDbSession> batches() {
        return new DynamoDbBatches(this);
    }

    @Override
    public String describe() {
        Region region = client.serviceClientConfiguration().region();
        String at = client.serviceClientConfiguration()
                .endpointOverride()
                .map(DynamoDbTarget::host)
                .orElse("");
        return "dynamodb " + (region == null ? "" : region.id()) + at
                + (settings.table().isEmpty() ? "" : ", history " + settings.table());
    }

    /** The same with another monotonic clock. */
    DynamoDbTarget nanoTime(LongSupplier nanoTime) {
        return new DynamoDbTarget(client, settings, nanoTime, tables);
    }

    DynamoDbClient client() {
        return client;
    }

    DynamoDbSettings settings() {
        return settings;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    /** Without user information and query, which may hold secrets. */
    private static String host(URI endpoint) {
        return " at " + endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
