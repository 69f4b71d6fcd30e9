package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.cli.RunnerContext;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Clients with Region, credentials and endpoint of the SDK's usual environment, closed with the command. */
final class SdkClients implements AwsClients {
    private final RunnerContext context;

    SdkClients(RunnerContext context) {
        this.context = context;
    }

    @Override
    public RdsClient rds() {
        return made(RdsClient::create);
    }

    @Override
    public SsmClient ssm() {
        return made(SsmClient::create);
    }

    @Override
    public CloudWatchClient cloudWatch() {
        return made(CloudWatchClient::create);
    }

    @Override
    public SnsClient sns() {
        return made(SnsClient::create);
    }

    @Override
    public S3Client s3() {
        return made(S3Client::create);
    }

    private <C extends AutoCloseable> C made(Supplier<C> client) {
        try {
            return context.closeLater(client.get());
        } catch (SdkClientException e) {
            throw MigrationException.usage(
                    "A client for AWS can't be made: " + e.getMessage(),
                    "set AWS_REGION, and have an HTTP client of the SDK on the class path");
        }
    }
}
