package io.upshift.event;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of a field into another, and back where that is possible.
 *
 * <p>The functions take and give plain values (text, {@link Number}, {@link Boolean}, list, map) and never see null: an
 * absent field stays absent, and null stays null.
 *
 * @param description for the catalogue, such as "euros to cents"
 * @param result what it makes
 * @param back null when there is no way back
 */
public record FieldConversion(
        String description,
        FieldType result,
        Function<Object, Object> there,
        @Nullable Function<Object, Object> back) {

    public static FieldConversion of(
            String description, FieldType result, Function<Object, Object> there, Function<Object, Object> back) {
        return new FieldConversion(description, result, there, back);
    }

    /** A conversion that can't be taken back, so neither can the changes it is in. */
    public static FieldConversion oneWay(String description, FieldType result, Function<Object, Object> there) {
        return new FieldConversion(description, result, there, null);
    }

    /** {@code "12.50"} becomes {@code 12.50}; the way back writes the number without an exponent. */
    public static FieldConversion textToNumber() {
        return of("text to number", FieldType.NUMBER, text -> new BigDecimal(text.toString()), FieldConversion::text);
    }

    /** {@code 7} becomes {@code "7"}. */
    public static FieldConversion numberToText() {
        return of("number to text", FieldType.TEXT, FieldConversion::text, text -> new BigDecimal(text.toString()));
    }

    private static String text(Object number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
