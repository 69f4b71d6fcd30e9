package io.upshift.testkit.contract;

import io.upshift.Action;
import io.upshift.Target;
import java.util.List;

/** The contract of a store in memory. */
class FlawedContract extends TargetContract<List<String>> {
    private final FlawedStore store;

    FlawedContract(FlawedStore store) {
        this.store = store;
    }

    @Override
    protected Target<List<String>> target() {
        return store;
    }

    @Override
    protected Action<List<String>> keep(String text) {
        return session -> session.add(text);
    }

    @Override
    protected List<String> kept() {
        return store.texts();
    }

    @Override
    protected void loseLock() {
        store.loseLocks();
    }
}
