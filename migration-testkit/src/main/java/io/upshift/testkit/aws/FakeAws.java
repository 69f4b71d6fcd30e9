package io.upshift.testkit.aws;

/**
 * One account in one Region: the services, the clock they share, and what goes wrong.
 *
 * <p>Thread-safe. The account is 123456789012, the Region eu-central-1.
 */
public final class FakeAws {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";

    private final VirtualClock clock = new VirtualClock();
    private final AwsFaults faults = new AwsFaults();
    private final FakeRds rds = new FakeRds(clock, faults);
    private final FakeSns sns = new FakeSns(faults);
    private final FakeCloudWatch cloudWatch = new FakeCloudWatch(clock, faults);
    private final FakeSecrets secretsManager = new FakeSecrets(clock, faults);
    private final FakeSsm ssm = new FakeSsm(faults);
    private final FakeS3 s3 = new FakeS3(faults);
    private final FakeSts sts = new FakeSts(faults);

    private FakeAws() {}

    /** An empty account. */
    public static FakeAws create() {
        return new FakeAws();
    }

    public VirtualClock clock() {
        return clock;
    }

    public AwsFaults faults() {
        return faults;
    }

    public FakeRds rds() {
        return rds;
    }

    public FakeSns sns() {
        return sns;
    }

    public FakeCloudWatch cloudWatch() {
        return cloudWatch;
    }

    public FakeSecrets secretsManager() {
        return secretsManager;
    }

    public FakeSsm ssm() {
        return ssm;
    }

    public FakeS3 s3() {
        return s3;
    }

    public FakeSts sts() {
        return sts;
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
