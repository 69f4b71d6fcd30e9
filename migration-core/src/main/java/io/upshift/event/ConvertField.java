package io.upshift.event;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a field's value into another. */
record ConvertField(FieldPath path, FieldConversion conversion) implements FieldChange {

    @Override
    public Mutation prepare(FieldAccess<Object> access) {
        FieldPlace place = new FieldPlace(path, access);
        String name = path.name();
        Function<Object, Object> there = conversion.there();
        return fields -> {
            Map<String, Object> in = place.find(fields);
            Object value = in == null ? null : in.get(name);
            Object plain = value == null ? null : access.plain(value);
            if (in != null && plain != null) {
                Object converted = Objects.requireNonNull(there.apply(plain), "a conversion returned null");
                in.put(name, access.value(converted));
            }
        };
    }

    @Override
    public EventShape on(EventShape shape) {
        EventField field = shape.find(path);
        return field == null ? shape : shape.put(path, field.type(conversion.result()));
    }

    @Override
    public @Nullable FieldChange inverse() {
        Function<Object, Object> back = conversion.back();
        return back == null
                ? null
                : new ConvertField(
                        path,
                        new FieldConversion(
                                conversion.description() + ", back", FieldType.ANY, back, conversion.there()));
    }

    @Override
    public String loses() {
        return "";
    }

    @Override
    public String describe() {
        return "converts `" + path + "`: " + conversion.description();
    }
}
