package io.upshift.testkit.migration;

import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.aws.FakeAws;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes parameters of one test, each once. */
record TestParameters(ExtensionContext context, Function<ExtensionContext, MigrationSetup<?>> setup) {
    private static final Namespace NAMESPACE = Namespace.create(MigrationExtension.class);

    MigrationHarness<?> harness() {
        return kept(MigrationHarness.class, () -> MigrationHarness.of(setup.apply(context)));
    }

    DataSource dataSource() {
        return harness().dataSource();
    }

    /** The only class that knows jOOQ, so that the others load without it. */
    static final class Jooq {
        private Jooq() {}

        static Object context(TestParameters test) {
            return DSL.using(test.dataSource(), SQLDialect.POSTGRES);
        }
    }

    /** The only class that knows the AWS SDK, so that the others load without it. */
    static final class Aws {
        private Aws() {}

        static DynamoDbAccount account(TestParameters test) {
            return test.kept(
                    DynamoDbAccount.class, () -> DynamoDbServer.shared().freshAccount());
        }

        static Object client(TestParameters test) {
            return test.kept(DynamoDbClient.class, () -> account(test).client());
        }

        static Object fakes() {
            return FakeAws.create();
        }
    }

    private <T extends AutoCloseable> T kept(Class<T> type, Supplier<T> make) {
        Object kept = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(type.getName(), name -> new Kept<>(make.get()), Kept.class)
                .value();
        return type.cast(kept);
    }
}
