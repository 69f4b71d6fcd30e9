package io.upshift.dynamodb.event;

import io.upshift.event.PayloadCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payloads in an attribute: maps of attributes on the one side and plain maps on the other, or a text in whatever form. */
public final class AttributeCodec {
    private AttributeCodec() {}

    /**
     * An attribute of type M and maps whose values are {@link String}, {@link BigDecimal}, {@link Boolean}, null,
     * {@link SdkBytes}, lists and maps; sets stay the attribute that they are.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
     *     Data types</a>
     */
    public static PayloadCodec<AttributeValue, Map<String, Object>> maps() {
        return new Maps();
    }

    /** An attribute of type S that holds a text, such as JSON. */
    public static <P> PayloadCodec<AttributeValue, P> text(PayloadCodec<String, P> codec) {
        return new Text<>(codec);
    }

    private record Text<P>(PayloadCodec<String, P> codec) implements PayloadCodec<AttributeValue, P> {
        @Override
        public P decode(AttributeValue stored) throws Exception {
            if (stored.s() == null) {
                throw new IllegalArgumentException("The payload isn't a text");
            }
            return codec.decode(stored.s());
        }

        @Override
        public AttributeValue encode(P payload) throws Exception {
            return AttributeValue.fromS(codec.encode(payload));
        }
    }

    private record Maps() implements PayloadCodec<AttributeValue, Map<String, Object>> {
        @Override
        public Map<String, Object> decode(AttributeValue stored) {
            if (!stored.hasM()) {
                throw new IllegalArgumentException("The payload isn't a map");
            }
            return map(stored.m());
        }

        @Override
        public AttributeValue encode(Map<String, Object> payload) {
            return attribute(payload);
        }
    }

    @SuppressWarnings("NullAway") // a map may hold null, which is a value here
    private static Map<String, Object> map(Map<String, AttributeValue> attributes) {
        Map<String, Object> map = new LinkedHashMap<>(attributes.size() * 2);
        attributes.forEach((name, value) -> map.put(name, plain(value)));
        return map;
    }

    @SuppressWarnings("NullAway")
    private static @Nullable Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case B -> value.b();
            case BOOL -> value.bool();
            case NUL -> null;
            case M -> map(value.m());
            case L -> {
                List<Object> list = new ArrayList<>(value.l().size());
                value.l().forEach(element -> list.add(plain(element)));
                yield list;
            }
            default -> value;
        };
    }

    private static AttributeValue attribute(@Nullable Object value) {
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        if (value instanceof AttributeValue attribute) {
            return attribute;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>(map.size() * 2);
            map.forEach((name, element) -> attributes.put(String.valueOf(name), attribute(element)));
            return AttributeValue.fromM(attributes);
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(AttributeCodec::attribute).toList());
        }
        if (value instanceof Set<?> set) {
            return AttributeValue.fromSs(set.stream().map(String::valueOf).toList());
        }
        if (value instanceof BigDecimal number) {
            return AttributeValue.fromN(number.toPlainString());
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Boolean flag) {
            return AttributeValue.fromBool(flag);
        }
        if (value instanceof SdkBytes bytes) {
            return AttributeValue.fromB(bytes);
        }
        if (value instanceof CharSequence text) {
            return AttributeValue.fromS(text.toString());
        }
        throw new IllegalArgumentException("A " + value.getClass().getName() + " is no value of an attribute");
    }
}
