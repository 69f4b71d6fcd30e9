package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Schema;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's migrations, numbered, with their way back in a folder {@code rollback}. */
class SqlRollbackFolderTest {
    private SqlFolderFixture shop;

    @BeforeEach
    void open(@TempDir Path folder) {
        shop = new SqlFolderFixture(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theShopGoesUpAndBackStepByStep() {
        Deque<Schema> states = new ArrayDeque<>();
        for (String name : List.of("001_initial_schema", "002_add_user_profiles", "003_create_books_table")) {
            states.push(shop.catalog());
            shop.file(name + ".sql", text(name + ".sql")).migrate();
        }
        assertThat(shop.query("select count(*) from books_by_author")).isEqualTo("2");
        assertThat(shop.runner(bookshop()).validate()).isEmpty();
        assertThat(shop.runner(bookshop()).migrate()).isInstanceOf(Report.UpToDate.class);
        while (!states.isEmpty()) {
            shop.runner(bookshop()).revert(RevertTo.last(), plan -> true);
            assertThat(shop.catalog().differenceFrom(states.pop()).lines()).isEmpty();
        }
        assertThat(shop.catalog().isEmpty()).isTrue();
    }

    @Test
    void theFixRunsBehindTheRollbackOfItsVersion() {
        shop.runner(bookshop()).migrate();
        assertThat(shop.query("select distinct preferences from user_profiles")).isEqualTo("{\"shelf\": \"all\"}");
        shop.runner(bookshop()).revert(RevertTo.version("2"), plan -> true);
        assertThat(shop.exists("books")).isFalse();
        assertThat(shop.query("select distinct preferences from user_profiles")).isEqualTo("{}");
    }

    @Test
    void theShopGoesUpAgainAfterAllOfItWasTakenBack() {
        shop.runner(bookshop()).migrate();
        shop.runner(bookshop()).revert(RevertTo.everything(), plan -> true);
        assertThat(shop.catalog().isEmpty()).isTrue();
        shop.runner(bookshop()).migrate();
        assertThat(shop.query("select count(*) from user_profiles")).isEqualTo("2");
        assertThat(shop.runner(bookshop()).validate()).isEmpty();
    }

    private static SqlFiles bookshop() {
        return SqlFiles.in("bookshop/migrations");
    }

    private static String text(String name) {
        return SqlFolder.read("bookshop/migrations").stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
