package io.upshift.postgres.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.Block;
import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.Other;
import io.upshift.postgres.lint.Statement.Unreadable;
import io.upshift.postgres.lint.TableAction.AddColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of SQL before a rule sees it. */
class GrammarTest {

    /** So that another version of the parser, or another parser, touches these classes and no others. */
    @Test
    void onlyTheGrammarKnowsTheParser() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Grammar")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.antlr..", "org.pgcodekeeper..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.upshift.postgres.lint"));
    }

    @Test
    void namesAreFoldedAsPostgresqlFoldsThem() {
        AlterTable alter =
                (AlterTable) Grammar.read("alter table Shop.\"Order Lines\" add \"User\" TEXT, add Total INT");

        assertThat(alter.table().schema()).isEqualTo("shop");
        assertThat(alter.table().name()).isEqualTo("Order Lines");
        assertThat(alter.table().sql()).isEqualTo("shop.\"Order Lines\"");
        assertThat(alter.actions())
                .map(action -> ((AddColumn) action).column().name())
                .containsExactly("User", "total");
    }

    @Test
    void anIndexKnowsTheColumnsThatAForeignKeyCouldUse() {
        CreateIndex create = (CreateIndex) Grammar.read(
                "create unique index concurrently i on only t using btree (a, b desc, lower(c), d) where a > 0");

        assertThat(create.columns()).containsExactly("a", "b");
        assertThat(create.keys()).isEqualTo(4);
        assertThat(create.isUnique() && create.concurrently() && create.only() && create.isPartial())
                .isTrue();
    }

    @Test
    void aStatementInABlockIsSeen() {
        Block block = (Block) Grammar.read(
                "do $do$ begin if not exists (select 1) then alter table orders add x int; end if; end $do$");

        assertThat(block.within()).filteredOn(AlterTable.class::isInstance).hasSize(1);
        assertThat(block.isOpaque()).isFalse();
    }

    @Test
    void aChangeInAWithClauseIsSeen() {
        Statement read = Grammar.read("with gone as (delete from orders returning *) select count(*) from gone");

        assertThat(read).isInstanceOfSatisfying(Change.class, change -> {
            assertThat(change.verb()).isEqualTo(Change.Verb.DELETE);
            assertThat(change.hasWhere()).isFalse();
        });
    }

    /** A recorded plan has the binds of JDBC in it. */
    @Test
    void questionMarksOfBindsAreRead() {
        assertThat(Grammar.read("update orders set status = ? where id = ?")).isInstanceOf(Change.class);
        assertThat(Grammar.read("select * from orders where tags ? 'new'")).isInstanceOf(Other.class);
    }

    @Test
    void whatTheGrammarDoesNotKnowSaysWhereAndQuotesNoLiteral() {
        Statement read = Grammar.read("insert into people values ('Ada Lovelace') 'Grace Hopper'");

        assertThat(read)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .contains("line 1", "column 44")
                                .doesNotContain("Ada", "Grace"));
    }

    /** The gaps that docs/adr/0005 lists: when one closes, the page is to say so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop function f(int), g(int)",
                "comment on function f is 'x'",
                "create function f() returns int language 'sql' as 'select 1'",
            })
    void itsGapsAreFindingsAndNotSilence(String sql) {
        assertThat(Grammar.read(sql)).isInstanceOf(Unreadable.class);
    }

    @Test
    void volatilityIsJudgedFromTheFunctions() {
        assertThat(List.of("now()", "'{}'", "0", "current_timestamp", "lower('A')", "'x'::text", "array[]::text[]"))
                .noneMatch(value -> value(value).isVolatile());
        assertThat(List.of("random()", "gen_random_uuid()", "pg_catalog.clock_timestamp()", "shop.next_number()"))
                .allMatch(value -> value(value).isVolatile());
    }

    private static Expression value(String sql) {
        AlterTable alter = (AlterTable) Grammar.read("alter table t alter column c set default " + sql);
        return ((TableAction.SetDefault) alter.actions().get(0)).value();
    }
}
