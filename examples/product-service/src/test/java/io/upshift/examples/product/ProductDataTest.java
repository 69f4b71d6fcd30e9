package io.upshift.examples.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Metadata;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.RevertTo;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductDataTest {
    private static final int ROWS = 1_200;
    private static final int MIGRATIONS = 4;
    private static final String BASE = "1709100000000";
    private static final String ALL = "select concat_ws(' ', (select count(*) from categories), "
            + "(select count(*) from products), (select count(*) from product_variants))";
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final Database FILLED = SERVER.freshDatabase();

    private final Database database = SERVER.freshDatabase(FILLED);
    private final Sql sql = new Sql(database.dataSource());
    private final MigrationRunner<PostgresSession> runner =
            ProductMigrations.all(PostgresTarget.of(database.dataSource())).build();

    @BeforeAll
    static void fill() {
        SampleData.prepare(FILLED.dataSource(), ROWS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyMigrationSaysWhatItIs() {
        List<Plan.Item> items = runner.plan().items();

        assertThat(items).hasSize(MIGRATIONS).allSatisfy(item -> {
            Metadata metadata = item.metadata();
            assertThat(item.isReversible()).isTrue();
            assertThat(metadata.description()).isNotEmpty();
            assertThat(metadata.version()).isNotEmpty();
            assertThat(metadata.author()).isNotEmpty();
            assertThat(metadata.owner()).isNotEmpty();
            assertThat(metadata.date()).isNotNull();
            assertThat(metadata.estimatedDuration()).isPositive();
            assertThat(metadata.impactedTables()).isNotEmpty();
        });
    }

    @Test
    void sampleDataIsMadeOnce() {
        String rows = sql.text(ALL);

        SampleData.prepare(database.dataSource(), ROWS + 1);

        assertThat(sql.text(ALL)).isEqualTo(rows);
    }

    @Test
    void namesHaveNoNeedlessSpace() {
        runner.migrate();

        assertThat(sql.number("select count(*) from original_product_names")).isEqualTo(840);
        assertThat(sql.number("select count(*) from products where name ~ '[\\t\\n\\u00a0\\u2003\\u3000]|  |^ | $'"))
                .isZero();
        assertThat(sql.texts("select name from products order by created_at limit 10"))
                .containsExactly(
                        "Desk lamp 1",
                        "Stuhl, rot 2",
                        "Stuhl, rot 3",
                        "ノートパソコン 4",
                        "ノートパソコン 5",
                        "Café crème 6",
                        "Tea 7",
                        "O'Neill \"Pro\" 0",
                        "Lampe_50% \\ 9",
                        "Desk lamp 10");
    }

    @Test
    void aProductThatWasRenamedSinceKeepsItsName() {
        runner.migrate();
        sql.execute("update products set name = 'New lamp' where name = 'Desk lamp 1'");

        runner.revert(RevertTo.version(BASE), plan -> true);

        assertThat(sql.number("select count(*) from products where name = 'New lamp'"))
                .isEqualTo(1);
        assertThat(sql.number("select count(*) from products where name = ' Stuhl, rot 2'"))
                .isEqualTo(1);
    }

    @Test
    void seedingLeavesOtherCategoriesAlone() {
        runner.migrate();
        assertThat(sql.texts(
                        "select description from categories where name in ('Electronics', 'Clothing') order by name"))
                .containsExactly("Apparel and fashion items", "Made by hand: Electronics");

        runner.revert(RevertTo.version(BASE), plan -> true);
        assertThat(sql.texts("select name from categories order by name"))
                .containsExactly("Electronics", "Garden & Home", "Möbel", "electronics", "本");
    }

    @Test
    void aSeededCategoryInUseStays() {
        runner.migrate();
        sql.execute("update products set category_id = (select id from categories where name = 'Clothing')"
                + " where name = 'Desk lamp 1'");

        runner.revert(RevertTo.version(BASE), plan -> true);
        assertThat(sql.number("select count(*) from categories where name = 'Clothing'"))
                .isEqualTo(1);

        runner.migrate();
        assertThat(sql.number("select count(*) from categories where name = 'Clothing'"))
                .isEqualTo(1);
    }

    @Test
    void variantsHaveAttributes() {
        runner.migrate();

        assertThat(sql.number("select count(*) from product_variants where attributes = '{}'"))
                .isEqualTo(2 * ROWS);
    }
}
