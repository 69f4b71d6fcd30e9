package io.upshift.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Report;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final int LARGEST = 300_000;

    @Test
    void everythingIsEscaped() {
        for (String page : new String[] {Pages.of(PageExample.failed(3)), Pages.of(PageExample.plan())}) {
            assertThat(page)
                    .doesNotContain("<script")
                    .doesNotContain(PageExample.NASTY)
                    .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        }
    }

    @Test
    void aPageAsksForNothingElse() {
        for (String page : new String[] {Pages.of(PageExample.failed(3)), Pages.of(PageExample.plan())}) {
            assertThat(page).doesNotContain("http:", "https:", "url(", "@import", "src=");
        }
    }

    @Test
    void fiftyMigrationsFitInto300Kilobytes() {
        String page = Pages.of(PageExample.failed(50));

        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
        assertThat(page.split("<details class=\"migration\"", -1)).hasSize(51);
    }

    @Test
    void theSameReportGivesTheSamePage() {
        Report report = PageExample.failed(12);

        assertThat(Pages.of(report)).isEqualTo(Pages.of(report));
    }

    @Test
    void aRunWithNothingToDoHasAPageToo() {
        Report report = new Report.UpToDate(
                PageExample.failed(1).run(), PageExample.failed(1).duration());

        assertThat(Pages.of(report)).contains("nothing to do").doesNotContain("Time line");
    }
}
