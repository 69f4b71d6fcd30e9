package io.upshift.examples.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is what the compiler and CI have seen. */
class DocumentsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @MethodSource("documents")
    void everyJavaBlockStandsInAFileThatIsCompiled(Path document) throws Exception {
        String sources = squeezed(files(".java"));
        for (String block : blocks(document, "java")) {
            assertThat(sources.contains(squeezed(block)))
                    .as("the sources contain this block of %s:%n%s", document, block)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws Exception {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            assertThat(document.resolveSibling(links.group(1)))
                    .as("%s links to it", document)
                    .exists();
        }
    }

    @Test
    void theReadmeShowsJava() throws Exception {
        assertThat(blocks(ROOT.resolve("README.md"), "java")).hasSizeGreaterThanOrEqualTo(2);
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String files(String ending) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(ending)).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
            return Stream.concat(top, examples)
                    .filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .toList();
        }
    }

    /** A document breaks its lines where its page ends, and shows as a class of its own what is nested in a test. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "").replace("staticfinalclass", "finalclass");
    }
}
