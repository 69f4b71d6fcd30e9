package io.upshift.examples.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the table that the migrations make. */
@Entity
@Table(name = "items")
class Item {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name = "";
    private @Nullable String label;

    protected Item() {}

    @Nullable
    Long id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    String label() {
        return label;
    }
}
