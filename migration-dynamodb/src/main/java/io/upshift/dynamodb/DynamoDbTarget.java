package io.upshift.dynamodb;

import io.upshift.BatchStore;
import io.upshift.MigrationException;
import io.upshift.Service;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.net.URI;
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
public final class DynamoDbTarget implements Target<DynamoDbSession> {
    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final LongSupplier nanoTime;

    private DynamoDbTarget(DynamoDbClient client, DynamoDbSettings settings, LongSupplier nanoTime) {
        this.client = client;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * The tables that a client leads to, with the settings of the environment.
     *
     * @param client not closed; it decides on Region, credentials, time limits and the first retries
     */
    public static DynamoDbTarget of(DynamoDbClient client) {
        return new DynamoDbTarget(client, DynamoDbSettings.fromEnvironment(), System::nanoTime);
    }

    /** The same with these settings instead of the environment's. */
    public DynamoDbTarget settings(DynamoDbSettings settings) {
        return new DynamoDbTarget(client, settings, nanoTime);
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
        return new DynamoDbTarget(client, settings, nanoTime);
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
