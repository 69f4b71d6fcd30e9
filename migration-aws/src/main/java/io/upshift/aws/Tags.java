package io.upshift.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.Tag;

/** The tags by which this library knows what is its own. */
final class Tags {
    /** For which run it was made: what a retry adopts. */
    static final String RUN = "upshift:run";

    /** For which service it was made: what retention goes by. */
    static final String SERVICE = "upshift:service";

    private Tags() {}

    static List<Tag> rds(Map<String, String> tags) {
        List<Tag> out = new ArrayList<>();
        tags.forEach((key, value) -> out.add(Tag.builder().key(key).value(value).build()));
        return out;
    }

    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> out = new TreeMap<>();
        tags.forEach(tag -> out.put(tag.key(), tag.value()));
        return out;
    }
}
