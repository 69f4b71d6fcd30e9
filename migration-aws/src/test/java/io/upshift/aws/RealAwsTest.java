package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * What costs money and an hour: in the account of the SDK's environment, on a copy of the instance that {@code
 * UPSHIFT_TEST_AWS_INSTANCE} names, which is snapshotted and not changed.
 */
@Tag("real-aws")
class RealAwsTest {
    @Test
    void aSnapshotIsTakenRestoredWithItsSettingsAndItsCopyDeleted(@TempDir Path folder) throws Exception {
        String instance = System.getenv("UPSHIFT_TEST_AWS_INSTANCE");
        Assumptions.assumeTrue(instance != null, "UPSHIFT_TEST_AWS_INSTANCE names no instance");
        String name = "t" + Instant.now().getEpochSecond();
        try (RdsClient rds = RdsClient.create()) {
            RdsDatabase database = RdsDatabase.instance(rds, instance);
            String before = database.existing().resourceId();
            String snapshot = database.snapshot().take(name).id();
            RestoreDrill.of(
                            database,
                            OperationJournal.files(folder),
                            endpoint -> assertThat(
                                            database.copying().differences(RdsNames.copy(instance, "drill", name)))
                                    .isEmpty(),
                            endpoint -> assertThat(endpoint).contains(":"))
                    .from(RestorePoint.snapshot(snapshot))
                    .run(name, plan -> true);

            assertThat(database.calls().find(RdsNames.copy(instance, "drill", name)))
                    .isEmpty();
            assertThat(database.existing().resourceId()).isEqualTo(before);
            rds.deleteDBSnapshot(request -> request.dbSnapshotIdentifier(snapshot));
        }
    }
}
