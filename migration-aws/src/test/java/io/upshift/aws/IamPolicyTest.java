package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.RemoteCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class IamPolicyTest {
    @Test
    void actionsOnTheSameResourcesShareAStatement() {
        assertThat(IamPolicy.of(List.of(
                        new RemoteCall("rds:B", "arn:1", "b"),
                        new RemoteCall("rds:A", "arn:1", "a"),
                        new RemoteCall("rds:A", "arn:1", "a again"),
                        new RemoteCall("rds:C", "arn:2", "c"),
                        new RemoteCall("rds:C", "arn:1", "c"))))
                .isEqualTo("""
                    {
                      "Version" : "2012-10-17",
                      "Statement" : [
                        {
                          "Effect" : "Allow",
                          "Action" : [
                            "rds:A",
                            "rds:B"
                          ],
                          "Resource" : [
                            "arn:1"
                          ]
                        },
                        {
                          "Effect" : "Allow",
                          "Action" : [
                            "rds:C"
                          ],
                          "Resource" : [
                            "arn:1",
                            "arn:2"
                          ]
                        }
                      ]
                    }
                    """);
    }
}
