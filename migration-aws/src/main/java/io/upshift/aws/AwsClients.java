package io.upshift.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The clients of one command; each is made when it is first asked for. */
interface AwsClients {
    RdsClient rds();

    SsmClient ssm();

    CloudWatchClient cloudWatch();

    SnsClient sns();

    S3Client s3();

    /** The database in the time of these clients. */
    default RdsDatabase timed(RdsDatabase database) {
        return database;
    }
}
