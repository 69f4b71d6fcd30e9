package io.upshift.testkit;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One account's tables on a {@link DynamoDbServer}, and how to connect to them. Safe for use by several threads.
 *
 * @param region the Region that clients name
 * @param accessKeyId what tells this account from the others; no secret
 */
public record DynamoDbAccount(URI endpoint, String region, String accessKeyId) implements AutoCloseable {
    private static final String SECRET = "none";

    static DynamoDbAccount fresh(URI endpoint) {
        String key = "test" + UUID.randomUUID().toString().replace("-", "");
        return named(endpoint, key);
    }

    static DynamoDbAccount named(URI endpoint, String key) {
        return new DynamoDbAccount(endpoint, Region.US_EAST_1.id(), key);
    }

    /**
     * A new client with dummy credentials, to be closed by the caller.
     *
     * @param interceptors such as the faults of {@code io.upshift.testkit.dynamodb}, called in this order
     */
    public DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, SECRET)))
                .overrideConfiguration(override -> override.executionInterceptors(List.of(interceptors)))
                .build();
    }

    /** Deletes all tables, protected ones too. */
    @Override
    public void close() {
        try (DynamoDbClient client = client()) {
            for (String table : client.listTablesPaginator().tableNames()) {
                if (isProtected(client, table)) {
                    client.updateTable(request -> request.tableName(table).deletionProtectionEnabled(false));
                }
                client.deleteTable(request -> request.tableName(table));
            }
        } catch (SdkException e) {
            throw new IllegalStateException("The tables at " + endpoint + " were not deleted · " + e.getMessage(), e);
        }
    }

    private static boolean isProtected(DynamoDbClient client, String table) {
        return Boolean.TRUE.equals(client.describeTable(request -> request.tableName(table))
                .table()
                .deletionProtectionEnabled());
    }
}
