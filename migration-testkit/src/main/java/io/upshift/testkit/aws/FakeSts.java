package io.upshift.testkit.aws;

import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS in memory: says who is calling. Thread-safe. */
public final class FakeSts implements StsClient {
    private final AwsFaults faults;
    private volatile String caller = "arn:aws:sts::" + FakeAws.ACCOUNT + ":assumed-role/orders-migrator/build-1";

    FakeSts(AwsFaults faults) {
        this.faults = faults;
    }

    /** Who calls from now on; a session of the role {@code orders-migrator} unless set. */
    public void caller(String arn) {
        caller = arn;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return faults.around(
                "GetCallerIdentity",
                () -> GetCallerIdentityResponse.builder()
                        .arn(caller)
                        .account(FakeAws.ACCOUNT)
                        .userId("AROAEXAMPLE:build-1")
                        .build());
    }
}
