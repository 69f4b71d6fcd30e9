package io.upshift.testkit.aws;

import java.util.function.Function;

/**
 * Runs a scenario again and again in fresh accounts: killed after its first call and run again, killed after its second
 * call and run again, and so on until it comes through; then the same with lost replies.
 */
public final class KilledAfterEachCall {
    private static final int MOST_CALLS = 500;

    private KilledAfterEachCall() {}

    /** Work in an account, of which everything is asked and nothing remembered. */
    @FunctionalInterface
    public interface Scenario {
        void run(FakeAws aws) throws Exception;
    }

    /**
     * Compares what each interrupted and repeated scenario leaves behind with what an undisturbed one does.
     *
     * @param before prepares an account
     * @param scenario must make everything anew that a process would
     * @param state of an account, in words, without what may differ such as times
     * @return how many calls the undisturbed scenario made
     */
    public static int check(Scenario before, Scenario scenario, Function<FakeAws, String> state) throws Exception {
        FakeAws undisturbed = FakeAws.create();
        before.run(undisturbed);
        int calls = undisturbed.faults().calls().size();
        scenario.run(undisturbed);
        calls = undisturbed.faults().calls().size() - calls;
        String expected = state.apply(undisturbed);
        for (int n = 1; n <= calls; n++) {
            compare("killed after", n, expected, state.apply(interrupted(before, scenario, n, true)));
            compare("reply lost of", n, expected, state.apply(interrupted(before, scenario, n, false)));
        }
        return calls;
    }

    private static FakeAws interrupted(Scenario before, Scenario scenario, int after, boolean kill) throws Exception {
        FakeAws aws = FakeAws.create();
        before.run(aws);
        if (kill) {
            aws.faults().killAfter(after);
        } else {
            aws.faults().loseReplyAfter(after);
        }
        boolean through = false;
        for (int run = 0; !through && run < 2; run++) {
            through = isThrough(scenario, aws, run);
            aws.faults().clear();
        }
        if (aws.faults().calls().size() > MOST_CALLS) {
            throw new AssertionError(
                    "The scenario calls without end: " + aws.faults().calls());
        }
        return aws;
    }

    private static boolean isThrough(Scenario scenario, FakeAws aws, int run) throws Exception {
        try {
            scenario.run(aws);
            return true;
        } catch (AwsFaults.Killed e) {
            return false;
        } catch (Exception e) {
            if (run > 0) {
                throw e;
            }
            return false;
        }
    }

    private static void compare(String how, int n, String expected, String actual) {
        if (!actual.equals(expected)) {
            throw new AssertionError(how + " call " + n + " and run again, the account holds\n" + actual
                    + "\nand an undisturbed run leaves\n" + expected);
        }
    }
}
