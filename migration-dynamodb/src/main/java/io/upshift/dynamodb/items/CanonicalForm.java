package io.upshift.dynamodb.items;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Digests items so that equal ones have equal digests, however their numbers are written and their sets are ordered. */
final class CanonicalForm {
    private final MessageDigest digest;

    private CanonicalForm() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 of the attributes. */
    static byte[] digest(Map<String, AttributeValue> attributes) {
        CanonicalForm form = new CanonicalForm();
        form.map(attributes);
        return form.digest.digest();
    }

    private void map(Map<String, AttributeValue> map) {
        length(map.size());
        new TreeMap<>(map).forEach((name, value) -> {
            text(name);
            value(value);
        });
    }

    private void value(AttributeValue value) {
        text(value.type().name());
        switch (value.type()) {
            case S -> text(value.s());
            case N -> text(number(value.n()));
            case B -> bytes(value.b().asByteArrayUnsafe());
            case BOOL -> text(value.bool().toString());
            case SS -> texts(value.ss());
            case NS -> texts(value.ns().stream().map(CanonicalForm::number).toList());
            case BS -> set(value.bs());
            case L -> {
                length(value.l().size());
                value.l().forEach(this::value);
            }
            case M -> map(value.m());
            default -> length(0);
        }
    }

    private void texts(Collection<String> texts) {
        length(texts.size());
        texts.stream().sorted().forEach(this::text);
    }

    private void set(List<SdkBytes> all) {
        length(all.size());
        all.stream().map(SdkBytes::asByteArrayUnsafe).sorted(Arrays::compare).forEach(this::bytes);
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        length(bytes.length);
        digest.update(bytes);
    }

    private void length(int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    private static String number(String text) {
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
