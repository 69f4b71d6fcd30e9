package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.testkit.aws.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class OperationJournalTest {
    private static final String OPERATION = "drill/orders-db/2026-01";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyJournalRefusesAWriterThatHasNotReadTheLastPage() {
        FakeAws aws = FakeAws.create();
        aws.s3().bucket("journals");
        return Stream.of(OperationJournal.files(folder), OperationJournal.s3(aws.s3(), "journals", "upshift/"))
                .map(journal -> DynamicTest.dynamicTest(journal.describe(), () -> {
                    assertThat(journal.read(OPERATION)).isEmpty();
                    String first = journal.write(OPERATION, "first", null).orElseThrow();
                    assertThat(journal.write(OPERATION, "also first", null)).isEmpty();
                    String second = journal.write(OPERATION, "second", first).orElseThrow();
                    assertThat(journal.write(OPERATION, "late", first)).isEmpty();

                    assertThat(journal.read(OPERATION)).contains(new OperationJournal.Page("second", second));
                    assertThat(journal.read("drill/orders-db/2026-02")).isEmpty();
                }));
    }

    @Test
    void theStepsAndWhatTheyMadeCanBeReadInTheFile() throws Exception {
        FakeAws aws = Operations.account();
        Orders.snapshot(aws).take(Orders.RUN);
        RestoreDrill.of(Operations.instance(aws), OperationJournal.files(folder), endpoint -> {}, endpoint -> {})
                .run("2026-01", plan -> true);

        assertThat(Files.readString(folder.resolve(OPERATION + ".json")))
                .contains("\"copy.resource-id\" : \"db-0000000000000000000000000")
                .contains("\"point.snapshot\" : \"upshift-orders-db-0123456789ab\"")
                .contains("\"id\" : \"1-restore-drill\"", "\"state\" : \"running\"", "\"state\" : \"applied\"");
    }

    @Test
    void twoThatCarryOutTheSameOperationDoNotBothGoOn() throws Exception {
        FakeAws aws = Operations.account();
        Orders.snapshot(aws).take(Orders.RUN);
        OperationJournal journal = OperationJournal.files(folder);
        RestoreDrill other = RestoreDrill.of(Operations.instance(aws), journal, endpoint -> {}, endpoint -> {});
        RestoreDrill drill = RestoreDrill.of(
                Operations.instance(aws), journal, endpoint -> other.run("2026-01", plan -> true), endpoint -> {});

        assertThatThrownBy(() -> drill.run("2026-01", plan -> true))
                .hasMessageContaining("another process has written to the journal of " + OPERATION);
        assertThat(Operations.state(aws)).doesNotContain("drill");
    }

    @Test
    void aPageThatIsNoJournalIsRefused() throws Exception {
        FakeAws aws = Operations.account();
        OperationJournal journal = OperationJournal.files(folder);
        assertThat(journal.write(OPERATION, "{\"entries\":[{\"id\":\"1-a\"}]}", null))
                .isPresent();

        assertThatThrownBy(() -> RestoreDrill.of(Operations.instance(aws), journal, e -> {}, e -> {})
                        .run("2026-01", plan -> true))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The journal of an operation can't be read");
    }
}
