package io.upshift.examples.spring;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts items, to show that JPA sees the schema. */
@RestController
class ItemController {
    private final Items items;

    ItemController(Items items) {
        this.items = items;
    }

    @GetMapping("/items/count")
    Map<String, Long> count() {
        return Map.of("count", items.count());
    }
}
