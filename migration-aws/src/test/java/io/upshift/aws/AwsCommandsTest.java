package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.testkit.aws.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class AwsCommandsTest {
    private static final RunnerFactory NO_STORE = context -> {
        throw MigrationException.usage("No database was named", "name one");
    };
    private static final Pattern TOKEN = Pattern.compile("token: ([0-9a-f]{8})");

    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.create();
    private final Operations.Hooks hooks = new Operations.Hooks();

    private record Call(int exit, String out, String err) {
        String token() {
            Matcher token = TOKEN.matcher(err);
            assertThat(token.find()).as(err).isTrue();
            return token.group(1);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        Operations.prepare(aws);
        Orders.snapshot(aws).take(Orders.RUN);
    }

    @Test
    void withoutACommandTheCommandsAreNamed() {
        assertThat(call("aws").exit()).isEqualTo(2);
        assertThat(call("aws").err())
                .contains("advise, backup, find-snapshot, restore, point-in-time, emergency, drill, blue-green");
        assertThat(call("aws", "blue-green").err()).contains("create, switch, failback, decommission");
        assertThat(call("aws", "--help").out()).contains("find-snapshot");
        assertThat(call("aws", "blue-green", "switch", "--help").out()).contains("--pointer", "--confirm");
    }

    @Test
    void exactlyOneDatabaseHasToBeNamed() {
        assertThat(call("aws", "backup").exit()).isEqualTo(2);
        assertThat(call("aws", "find-snapshot", "--instance", "a", "--cluster", "b")
                        .err())
                .contains("give either --instance <id> or --cluster <id>");
        assertThat(call("aws", "find-snapshot", "--instance", "orders-d").err())
                .contains("there is no DB instance orders-d in this Region", "orders-db");
    }

    @Test
    void aBackupIsTakenAndFound() {
        Call backup = call("aws", "backup", "--instance", "orders-db", "--name", "before-1", "--json");
        assertThat(backup.exit()).isZero();
        assertThat(backup.out()).contains("\"id\" : \"upshift-orders-db-before-1\"");

        assertThat(call("aws", "find-snapshot", "--instance", "orders-db").out())
                .contains("upshift-orders-db-before-1", "upshift-orders-db-0123456789ab");
        assertThat(call("aws", "find-snapshot", "--instance", "orders-db", "--json")
                        .out())
                .contains("\"run\" : \"before-1\"");
    }

    @Test
    void aRestoreIsRefusedUntilItsTokenIsTypedBack() {
        String[] restore = {"aws", "restore", "--instance", "orders-db", "--as", "orders-db-r1"};
        Call refused = call(restore);
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("will be missing from it", "confirm it with the token " + refused.token());
        assertThat(call(with(restore, "--confirm", "00000000")).exit()).isEqualTo(3);

        Call restored = call(with(restore, "--confirm", refused.token()));
        assertThat(restored.exit()).isZero();
        assertThat(restored.out()).contains("orders-db-r1.c1.eu-central-1.rds.amazonaws.com:5432");
    }

    @Test
    void adviceAsksForTheServicesPlan() {
        Call call = call("aws", "advise", "--instance", "orders-db", "--json");

        assertThat(call.exit()).isEqualTo(2);
        assertThat(call.err()).contains("No database was named");
    }

    @Test
    void aSecondIsRestored() {
        aws.clock().sleep(Duration.ofHours(1));
        String time = aws.clock().instant().minusSeconds(1800).toString();
        String[] restore = {"aws", "point-in-time", "--instance", "orders-db", "--as", "orders-db-t1", "--time", time};

        Call restored = call(with(restore, "--confirm", call(restore).token(), "--json"));

        assertThat(restored.exit()).isZero();
        assertThat(restored.out()).contains("\"lossSince\" : \"" + time + "\"", "\"differences\" : [ ]");
    }

    @Test
    void aPlanChangesNothingAndShowsThePolicy() {
        Call plan = call(blueGreen("create", "--plan"));
        assertThat(plan.exit()).isZero();
        assertThat(plan.err()).contains("restore it as orders-db-green-");
        assertThat(plan.out()).contains("rds:RestoreDBInstanceFromDBSnapshot", "ssm:PutParameter");
        assertThat(call(blueGreen("create", "--plan", "--json")).out())
                .contains("\"token\" : \"" + plan.token() + "\"", "\"steps\" : [");
        assertThat(aws.faults().calls("CreateDBSnapshot")).isEqualTo(1);
        assertThat(aws.s3().texts(Operations.BUCKET)).isEmpty();
    }

    @Test
    void theWritesToBlueHaveToBeDecidedOn() {
        String[] undecided = blueGreen("create");
        undecided[undecided.length - 1] = "--plan";

        Call call = call(undecided);
        assertThat(call.exit()).isEqualTo(2);
        assertThat(call.err()).contains("Nothing says what becomes of the writes to blue", "--accept-loss");
    }

    @Test
    void anEmergencyIsCarriedOutAndTakenBack() {
        String[] emergency = {
            "aws",
            "emergency",
            "--instance",
            "orders-db",
            "--name",
            "i7",
            "--journal",
            "s3://operations/",
            "--report-dir",
            folder.toString(),
            "--pointer",
            Operations.POINTER
        };
        assertThat(call(with(emergency, "--confirm", call(emergency).token())).exit())
                .isEqualTo(1);
        // The copy can't be reached for its check here, so it isn't switched to, and the service stays stopped.
        assertThat(hooks.done()).containsExactly("stop");

        String[] back = with(emergency, "--back");
        assertThat(call(with(back, "--confirm", call(back).token())).exit()).isZero();
        assertThat(hooks.done()).containsExactly("stop", "start");
        assertThat(folder.resolve("migration-report.json")).exists();
    }

    private String[] blueGreen(String part, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "aws",
                "blue-green",
                part,
                "--instance",
                "orders-db",
                "--name",
                "1.4.0",
                "--journal",
                "s3://operations",
                "--report-dir",
                folder.toString(),
                "--pointer",
                Operations.POINTER));
        words.addAll(List.of(more));
        words.add("--accept-loss");
        return words.toArray(new String[0]);
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private Call call(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int exit = UpshiftCli.of("order-service", NO_STORE)
                    .with(AwsCommands.of((endpoint, context) -> NO_STORE.runner(context))
                            .application(hooks)
                            .clients(context -> new Fakes()))
                    .run(args);
            return new Call(exit, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private final class Fakes implements AwsClients {
        @Override
        public RdsClient rds() {
            return aws.rds();
        }

        @Override
        public SsmClient ssm() {
            return aws.ssm();
        }

        @Override
        public CloudWatchClient cloudWatch() {
            return aws.cloudWatch();
        }

        @Override
        public SnsClient sns() {
            return aws.sns();
        }

        @Override
        public S3Client s3() {
            return aws.s3();
        }

        @Override
        public RdsDatabase timed(RdsDatabase database) {
            return database.in(aws.clock(), aws.clock()::sleep);
        }
    }
}
