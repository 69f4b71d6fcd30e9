package io.upshift.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each store does one thing wrong, and the contract's test of that thing fails and says so. */
class BrokenTargetsTest {
    @ParameterizedTest
    @EnumSource(Flaw.class)
    void isCaughtByTheTestOfItsFlaw(Flaw flaw) throws Exception {
        Method test = TargetContract.class.getDeclaredMethod(flaw.test());
        FlawedContract contract = new FlawedContract(new FlawedStore(flaw));

        Throwable thrown = catchThrowable(() -> {
            try {
                test.invoke(contract);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });

        assertThat(thrown).as(flaw + " in " + flaw.test()).isInstanceOf(AssertionError.class);
        assertThat(thrown).hasMessageContaining(flaw.cause());
    }
}
