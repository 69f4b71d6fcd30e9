package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** An event whose stored version is its current one. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CurrentEvent(
        String itemId, String sku, int quantity, double price, boolean active, String occurredAt, Address address) {

    /** A part of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Address(String street, String zip) {}
}
