package io.upshift.dynamodb.items;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item as a text and back; the same key is the same text. */
final class KeyText {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private KeyText() {}

    static String of(Map<String, AttributeValue> key) {
        return new TreeMap<>(key)
                .entrySet().stream()
                        .map(part -> encode(SdkBytes.fromUtf8String(part.getKey())) + value(part.getValue()))
                        .collect(Collectors.joining(" "));
    }

    static Map<String, AttributeValue> parse(String text) {
        Map<String, AttributeValue> key = new HashMap<>();
        for (String part : Arrays.asList(text.split(" ", -1))) {
            int dot = part.indexOf('.');
            SdkBytes value = SdkBytes.fromByteArray(DECODER.decode(part.substring(dot + 3)));
            key.put(
                    SdkBytes.fromByteArray(DECODER.decode(part.substring(0, dot)))
                            .asUtf8String(),
                    switch (part.charAt(dot + 1)) {
                        case 'S' -> AttributeValue.fromS(value.asUtf8String());
                        case 'N' -> AttributeValue.fromN(value.asUtf8String());
                        default -> AttributeValue.fromB(value);
                    });
        }
        return key;
    }

    private static String value(AttributeValue value) {
        return switch (value.type()) {
            case S -> ".S." + encode(SdkBytes.fromUtf8String(value.s()));
            case N -> ".N." + encode(SdkBytes.fromUtf8String(value.n()));
            case B -> ".B." + encode(value.b());
            default -> throw new IllegalArgumentException("A key holds no value of type " + value.type());
        };
    }

    private static String encode(SdkBytes bytes) {
        return ENCODER.encodeToString(bytes.asByteArrayUnsafe());
    }
}
