package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.testkit.aws.FakeAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdentityTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/deploy/orders-migrator";

    private final FakeAws aws = FakeAws.create();
    private final CallerIdentity identity = CallerIdentity.of(aws.sts(), ROLE);

    @Test
    void anySessionOfTheRolePasses() {
        assertThat(identity.check(Runs.PLAN)).isEmpty();
        aws.sts().caller("arn:aws:sts::123456789012:assumed-role/orders-migrator/another");
        assertThat(identity.check(Runs.PLAN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::123456789012:assumed-role/admin/me",
                "arn:aws:sts::999999999999:assumed-role/orders-migrator/me",
                "arn:aws-cn:sts::123456789012:assumed-role/orders-migrator/me",
                "arn:aws:sts::123456789012:assumed-role/x-orders-migrator/me",
                "arn:aws:iam::123456789012:user/orders-migrator",
                "arn:aws:iam::123456789012:root"
            })
    void anybodyElseIsRefusedAndNamed(String caller) {
        aws.sts().caller(caller);

        assertThat(identity.check(Runs.PLAN)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding)
                    .extracting(Finding::what)
                    .isEqualTo("the caller is " + caller + " and has to be " + ROLE);
        });
    }

    @Test
    void aUserCanBeConfiguredAsWell() {
        aws.sts().caller("arn:aws:iam::123456789012:user/ci");

        assertThat(CallerIdentity.of(aws.sts(), "arn:aws:iam::123456789012:user/ci")
                        .check(Runs.PLAN))
                .isEmpty();
    }

    @Test
    void withoutAnAnswerNobodyPasses() {
        aws.faults().expireToken();

        assertThatThrownBy(() -> identity.check(Runs.PLAN)).hasMessageContaining("token");
    }
}
