package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    static final class AddOrderTags1709123456789 {}

    static final class AddOrderTypePhase11709123456789 {}

    static final class AddOrderTypePhase21790101010101 {}

    static final class AddOrderTags20240301123000 {}

    static final class AddOrderTags_1709123456 {}

    static final class V3__AddOrderTags {}

    static final class V1_2__AddOrderTags {}

    static final class V001_AddPhase2 {}

    static final class AddTags7 {}

    static final class AddOrderTags {}

    @Test
    void theVersionIsTakenOutOfTheName() {
        Map<Class<?>, String> ids = Map.of(
                AddOrderTags1709123456789.class, "1709123456789-AddOrderTags",
                AddOrderTags20240301123000.class, "20240301123000-AddOrderTags",
                AddOrderTags_1709123456.class, "1709123456-AddOrderTags",
                V3__AddOrderTags.class, "3-AddOrderTags",
                V1_2__AddOrderTags.class, "1.2-AddOrderTags",
                V001_AddPhase2.class, "1-AddPhase2",
                AddTags7.class, "7-AddTags");

        ids.forEach((type, id) -> assertThat(ClassNames.idOf(type)).hasToString(id));
    }

    @Test
    void aNameThatEndsWithADigitKeepsItBeforeATimestamp() {
        assertThat(ClassNames.idOf(AddOrderTypePhase11709123456789.class))
                .hasToString("1709123456789-AddOrderTypePhase1");
    }

    @Test
    void aDigitBeforeATimestampIsNotTheMillenniumOfADate() {
        assertThat(ClassNames.idOf(AddOrderTypePhase21790101010101.class))
                .hasToString("1790101010101-AddOrderTypePhase2");
    }

    @Test
    void aNameWithoutVersionIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> ClassNames.idOf(AddOrderTags.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AddOrderTags holds no version")
                .hasMessageContaining("override id()");
    }
}
