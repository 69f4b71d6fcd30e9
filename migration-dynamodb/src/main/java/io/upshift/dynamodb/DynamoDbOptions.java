package io.upshift.dynamodb;

import io.upshift.MigrationException;
import io.upshift.cli.RunnerContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The command-line options that lead to DynamoDB, for a {@code RunnerFactory} to take up with {@code @Mixin}.
 *
 * <p>Credentials come from the AWS SDK's own chain: environment, profile, container or instance role.
 */
public final class DynamoDbOptions {

    @Option(
            names = "--dynamodb-region",
            paramLabel = "<region>",
            defaultValue = "${sys:upshift.dynamodb.region:-${env:UPSHIFT_DYNAMODB_REGION}}",
            description = "The Region of the tables (or UPSHIFT_DYNAMODB_REGION, or what the AWS SDK finds).")
    private @Nullable String region;

    @Option(
            names = "--dynamodb-endpoint",
            paramLabel = "<url>",
            defaultValue = "${sys:upshift.dynamodb.endpoint:-${env:UPSHIFT_DYNAMODB_ENDPOINT}}",
            description = "Another endpoint than the Region's, such as http://localhost:8000"
                    + " (or UPSHIFT_DYNAMODB_ENDPOINT).")
    private @Nullable String endpoint;

    @Option(
            names = "--dynamodb-table",
            paramLabel = "<table>",
            description = "The tracking table (or UPSHIFT_DYNAMODB_TABLE; default: <service>_dynamodb_migrations).")
    private @Nullable String table;

    /** Whether a Region or an endpoint was named. */
    public boolean isGiven() {
        return isThere(region) || isThere(endpoint);
    }

    /**
     * The target that the options name, on a client that is closed with the command.
     *
     * @throws MigrationException with the reason {@code USAGE} when there is no Region
     */
    public DynamoDbTarget target(RunnerContext context) {
        DynamoDbSettings settings = DynamoDbSettings.fromEnvironment();
        return DynamoDbTarget.of(context.closeLater(client()))
                .settings(table == null ? settings : settings.table(table));
    }

    private DynamoDbClient client() {
        DynamoDbClientBuilder builder = DynamoDbClient.builder();
        if (region != null && isThere(region)) {
            builder.region(Region.of(region));
        }
        if (endpoint != null && isThere(endpoint)) {
            builder.endpointOverride(uri(endpoint));
        }
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw MigrationException.usage(
                    "There is no way to DynamoDB (" + e.getMessage() + ")",
                    "name a --dynamodb-region, or set AWS_REGION");
        }
    }

    private static URI uri(String endpoint) {
        try {
            return URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            throw MigrationException.usage(
                    "The endpoint can't be read", "write --dynamodb-endpoint http://localhost:8000");
        }
    }

    private static boolean isThere(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
