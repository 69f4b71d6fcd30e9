package io.upshift.dynamodb;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/** The laws of the house, over every module that this one can see: core, testkit and dynamodb. */
@Tag("smoke")
@AnalyzeClasses(packages = "io.upshift", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] PORT_FREE = {
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "org.jooq..",
        "com.zaxxer..",
        "software.amazon..",
        "com.amazonaws.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.upshift.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsNoSqlAndNoAws = noClasses()
            .that()
            .resideInAnyPackage("io.upshift", "io.upshift.cli", "io.upshift.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PORT_FREE);

    @ArchTest
    static final ArchRule theEngineKnowsNoCommandLine = noClasses()
            .that()
            .resideInAPackage("io.upshift")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "io.upshift.cli..");

    @ArchTest
    static final ArchRule dynamoDbKnowsTheTestkitInTestsOnly = noClasses()
            .that()
            .resideInAPackage("io.upshift.dynamodb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.upshift.testkit..");

    @ArchTest
    static final ArchRule publicNamesSayWhatAThingIs = noClasses()
            .that()
            .arePublic()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?)$")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule nothingIsHiddenInInternalPackages =
            noClasses().should().resideInAnyPackage("..internal..", "..impl..", "..util..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(be(describe(
                    "in a package that is @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule onlyTheCommandLineWritesToTheScreen =
            noClasses().that().resideOutsideOfPackage("io.upshift.cli").should(ACCESS_STANDARD_STREAMS);
}
