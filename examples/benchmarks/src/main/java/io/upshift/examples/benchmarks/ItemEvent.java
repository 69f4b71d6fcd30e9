package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The service's own class of event, with some of the fields that upcasters add. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ItemEvent(
        String itemId,
        String sku,
        int quantity,
        double price,
        boolean active,
        String occurredAt,
        Address address,
        String field1) {

    /** A part of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Address(String street, String zip) {}
}
