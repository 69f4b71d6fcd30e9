package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlClaimsTest {
    @TempDir
    Path folder;

    private SqlFolderFixture files;

    @BeforeEach
    void open() {
        files = new SqlFolderFixture(folder).file("V1__orders.sql", "create table orders (id int primary key, a text)");
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void twoPendingRenamesOfOneTableAreNamedBeforeAnythingIsChanged() {
        files.file("V2__purchases.sql", "alter table orders rename to purchases")
                .file("V3__sales.sql", "alter table orders rename to sales");

        assertThatThrownBy(files::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("V2__purchases.sql and ")
                .hasMessageContaining("V3__sales.sql both rename or drop table orders");
        assertThat(files.catalog().isEmpty()).isTrue();
        assertThatThrownBy(() -> files.runner().plan()).hasMessageContaining("table orders");
    }

    @Test
    void aRenameBehindOneThatIsAppliedFailsByItself() {
        files.file("V2__purchases.sql", "alter table orders rename to purchases");
        files.migrate();
        files.file("V3__sales.sql", "alter table orders rename to sales");

        assertThat(files.runner().plan().items()).hasSize(1);
    }

    @Test
    void twoTablesOfOneNameAreFound() {
        files.file("V2__b.sql", "create table b (id int)").file("V3__b.sql", "alter table orders rename to b");

        assertThatThrownBy(files::migrate).hasMessageContaining("both make table b");
    }

    @Test
    void aViewInTheTablesPlaceIsFine() {
        files.file("V2__b.sql", "alter table orders rename to b; create view orders as select * from b")
                .file("V3__b.sql", "drop view orders; create view orders as select id from b")
                .file("V4__b.sql", "drop view orders; alter table b rename to orders");

        files.migrate();

        assertThat(files.exists("b")).isFalse();
    }

    @Test
    void oneThatIsMadeDroppedAndMadeAgainIsFine() {
        files.file("V2__a.sql", "create table b (id int)")
                .file("V3__a.sql", "drop table b")
                .file("V4__a.sql", "create table b (id int)")
                .file("V5__a.sql", "do $$ begin drop table b; end $$")
                .file("V6__a.sql", "create table b (id int)")
                .file("V7__a.sql", "drop table if exists b; create table b (id int)");

        files.migrate();

        assertThat(files.exists("b")).isTrue();
    }
}
