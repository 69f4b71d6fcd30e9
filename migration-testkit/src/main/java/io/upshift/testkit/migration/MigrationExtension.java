package io.upshift.testkit.migration;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests what {@link MigrationTest} promises them. */
final class MigrationExtension implements ParameterResolver {

    /** By name, because not every service has the libraries of all of them. */
    private static final Map<String, Function<TestParameters, Object>> TYPES = Map.of(
            "io.upshift.testkit.migration.MigrationHarness", TestParameters::harness,
            "io.upshift.MigrationRunner", test -> test.harness().runner(),
            "javax.sql.DataSource", TestParameters::dataSource,
            "org.jooq.DSLContext", test -> TestParameters.Jooq.context(test),
            "io.upshift.testkit.DynamoDbAccount", test -> TestParameters.Aws.account(test),
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient", test -> TestParameters.Aws.client(test),
            "io.upshift.testkit.aws.FakeAws", test -> TestParameters.Aws.fakes());

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.containsKey(parameter.getParameter().getType().getName());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<TestParameters, Object> make =
                TYPES.get(parameter.getParameter().getType().getName());
        if (make == null) {
            throw new ParameterResolutionException("Nothing is known of " + parameter);
        }
        return make.apply(new TestParameters(context, MigrationExtension::setup));
    }

    private static MigrationSetup<?> setup(ExtensionContext context) {
        return context.getTestInstances()
                .flatMap(instances -> instances.findInstance(MigrationSetup.class))
                .orElseThrow(() -> new ParameterResolutionException(
                        context.getDisplayName() + " wants a database for migrations, and its class doesn't say which"
                                + " ones · let the class implement MigrationSetup or MigrationSuite"));
    }
}
