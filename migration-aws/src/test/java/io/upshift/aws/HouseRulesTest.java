package io.upshift.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The laws of the house, over this module. */
@AnalyzeClasses(packages = "io.upshift", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.upshift.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule awsKnowsNoOtherProviderAndNoTestkit = noClasses()
            .that()
            .resideInAPackage("io.upshift.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.upshift.postgres..", "io.upshift.dynamodb..", "io.upshift.testkit..");

    @ArchTest
    static final ArchRule onlyBlockingClientsAreUsed = noClasses()
            .that()
            .resideInAnyPackage("io.upshift.aws..", "io.upshift.testkit.aws..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("AsyncClient");
}
