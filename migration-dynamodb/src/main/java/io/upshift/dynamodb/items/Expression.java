package io.upshift.dynamodb.items;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Collects the parts of a request's expressions with placeholders, which no user's placeholder is called like. */
final class Expression {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Map<String, String> placeholders = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();

    Expression(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = new HashMap<>(names);
        this.values = new HashMap<>(values);
    }

    String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, any -> {
            String placeholder = "#upshift_" + names.size();
            names.put(placeholder, attribute);
            return placeholder;
        });
    }

    String value(AttributeValue value) {
        String placeholder = ":upshift_" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    void require(String condition) {
        conditions.add("(" + condition + ")");
    }

    void exists(String attribute) {
        require("attribute_exists(" + name(attribute) + ")");
    }

    void isAbsent(String attribute) {
        require("attribute_not_exists(" + name(attribute) + ")");
    }

    /** The attribute is as it is in this item. */
    void isAsIn(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            isAbsent(attribute);
        } else {
            require(name(attribute) + " = " + value(value));
        }
    }

    String conditions() {
        return String.join(" and ", conditions);
    }

    /** Those that occur in a request's expressions: the service refuses any other. */
    Map<String, String> names(String expressions) {
        return used(names, expressions);
    }

    /** See {@link #names}. */
    Map<String, AttributeValue> values(String expressions) {
        return used(values, expressions);
    }

    private static <T> Map<String, T> used(Map<String, T> all, String expressions) {
        Map<String, T> used = new HashMap<>(all);
        used.keySet().removeIf(placeholder -> !Pattern.compile(Pattern.quote(placeholder) + "(?![A-Za-z0-9_])")
                .matcher(expressions)
                .find());
        return used;
    }
}
