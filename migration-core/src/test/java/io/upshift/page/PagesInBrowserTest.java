package io.upshift.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upshift.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The pages in Chromium, where it and its driver are installed; screenshots are left in {@code target/pages}. */
class PagesInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "pages");
    private static ChromeDriver browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        Path chromium = Path.of("/usr/bin/chromium");
        Path driver = Path.of("/usr/bin/chromedriver");
        assumeTrue(
                Files.isExecutable(chromium) && Files.isExecutable(driver),
                "skipped: no /usr/bin/chromium with /usr/bin/chromedriver here");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,1600");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void theNumbersOnTheReportAreThoseOfTheJson() throws IOException {
        Report report = PageExample.failed(12);
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        open("report", Pages.of(report));

        assertThat(text("#outcome")).isEqualTo(json.at("/outcome").asText());
        assertThat(text("#run")).isEqualTo(json.at("/run/id").asText());
        assertThat(text("#target")).isEqualTo(json.at("/run/target").asText());
        assertThat(millis("#duration")).isEqualTo(json.at("/durationMs").asDouble());
        List<String> told = new ArrayList<>();
        for (JsonNode migration : json.path("migrations")) {
            for (JsonNode step : migration.path("steps")) {
                told.add(migration.path("id").asText() + " " + step.path("name").asText() + " "
                        + step.path("state").asText() + " "
                        + step.path("durationMs").asDouble());
            }
        }
        List<String> shown = new ArrayList<>();
        for (WebElement row : browser.findElements(By.cssSelector("#steps tbody tr"))) {
            List<WebElement> cells = row.findElements(By.cssSelector("th, td"));
            shown.add(cells.get(0).getText() + " " + cells.get(1).getText() + " "
                    + cells.get(2).getText().replace("●", "").strip() + " "
                    + millis(cells.get(4).findElement(By.tagName("time"))));
        }
        assertThat(shown).isEqualTo(told);
    }

    @Test
    void theConsoleIsSilentAndNothingIsAskedOfTheNetwork() throws IOException {
        open("report", Pages.of(PageExample.failed(12)));
        open("plan", Pages.of(PageExample.plan()));

        assertThat(browser.manage().logs().get("browser").getAll()).isEmpty();
        assertThat(browser.executeScript("return performance.getEntriesByType('resource').length"))
                .isEqualTo(0L);
    }

    @Test
    void textsAreShownAsTheyAreAndRunNothing() throws IOException {
        open("report", Pages.of(PageExample.failed(2)));

        assertThat(text("details[open] pre.error")).isEqualTo("relation " + PageExample.NASTY + " does not exist");
        assertThat(browser.findElements(By.tagName("script"))).isEmpty();
    }

    @Test
    void bothThemesDrawTextThatCanBeRead() throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
            for (var page : Map.of("report", Pages.of(PageExample.failed(12)), "plan", Pages.of(PageExample.plan()))
                    .entrySet()) {
                open(page.getKey(), page.getValue());
                browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
                assertThat(contrast())
                        .as("the lowest contrast of text on the " + theme + " " + page.getKey()
                                + " (WCAG 2.2 asks for 4.5)")
                        .isGreaterThan(4.5);
                Files.copy(
                        browser.getScreenshotAs(OutputType.FILE).toPath(),
                        SCREENSHOTS.resolve(page.getKey() + "-" + theme + ".png"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void everyTableHasHeadingsAndEveryPictureWords() throws IOException {
        for (String page : new String[] {Pages.of(PageExample.failed(12)), Pages.of(PageExample.plan())}) {
            open("page", page);

            assertThat(count("table")).isPositive();
            assertThat(count("thead th:not([scope])")).isZero();
            assertThat(count("svg:not([role=img][aria-label])")).isEqualTo(count("[aria-hidden=true] svg"));
            assertThat(count("main")).isEqualTo(1);
            assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                    .isEqualTo("en");
        }
    }

    @Test
    void onPaperEveryDetailIsOpen() throws IOException {
        open("report", Pages.of(PageExample.failed(3)));
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));

        Object hidden = browser.executeScript("return [...document.querySelectorAll('details > :not(summary)')]"
                + ".filter(e => e.getBoundingClientRect().height === 0).length");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        assertThat(hidden).isEqualTo(0L);
    }

    private void open(String name, String page) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".html"), page);
        browser.get(file.toUri().toString());
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private int count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    private double millis(String selector) {
        return millis(browser.findElement(By.cssSelector(selector)));
    }

    private static double millis(WebElement time) {
        return Duration.parse(String.valueOf(time.getDomAttribute("datetime"))).toNanos() / 1e6;
    }

    /** Of each text against the nearest background behind it. */
    private static double contrast() {
        return Stream.of(browser.executeScript("""
                        const channel = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
                        const parts = s => s.match(/[\\d.]+/g).map(Number);
                        const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
                        const behind = e => { for (; e; e = e.parentElement) {
                            const c = parts(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
                          return [255, 255, 255]; };
                        let lowest = 21;
                        for (const e of document.querySelectorAll('body *')) {
                          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
                          const a = light(parts(getComputedStyle(e).color)), b = light(behind(e));
                          lowest = Math.min(lowest, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
                        }
                        return lowest;
                        """))
                .mapToDouble(lowest -> ((Number) lowest).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
