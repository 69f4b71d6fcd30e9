package io.upshift;

import java.util.function.Consumer;

/**
 * Looks at the store after a run has changed it, with the run lock given back; not called when nothing was changed.
 *
 * <p>Whatever it throws makes {@code migrate} throw, so that a deploy stops there; what was applied stays applied, and the
 * next run, with nothing to do, doesn't look again.
 */
@FunctionalInterface
public interface Verification {

    /** @param progress told what is being waited for */
    void verify(Consumer<String> progress) throws Exception;
}
