package io.upshift.testkit.contract;

/** The contract holds where nothing is wrong. */
class InMemoryContractTest extends FlawedContract {
    InMemoryContractTest() {
        super(new FlawedStore(null));
    }
}
