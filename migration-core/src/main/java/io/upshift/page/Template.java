package io.upshift.page;

import com.samskivert.mustache.Mustache;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The templates beside this class; whatever they show is escaped for HTML. */
final class Template {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(true).withLoader(Template::open);

    private Template() {}

    static String render(String name, Object view) {
        try (Reader template = open(name)) {
            return COMPILER.compile(template).execute(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) throws IOException {
        InputStream resource = Template.class.getResourceAsStream(name + ".mustache");
        if (resource == null) {
            throw new FileNotFoundException("the template " + name + " is not beside " + Template.class.getName());
        }
        return new InputStreamReader(resource, StandardCharsets.UTF_8);
    }
}
