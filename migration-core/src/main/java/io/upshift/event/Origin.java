package io.upshift.event;

import java.util.Optional;

/** Where something was declared, as a person finds it. */
final class Origin {
    private static final String BUILDER = EventRegistryBuilder.class.getName();
    private static final String HERE = Origin.class.getName();

    private Origin() {}

    /** The line that called the builder. */
    static String ofCaller() {
        Optional<StackWalker.StackFrame> caller = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(BUILDER)
                                && !frame.getClassName().equals(HERE))
                        .findFirst());
        return caller.map(frame -> frame.getClassName() + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("an unknown place");
    }

    /** A transition by its class, or by its ends when it was made of functions, and the line that declared it. */
    static String of(EventTransition<?> transition) {
        boolean ours = transition.getClass().getPackage() == Origin.class.getPackage();
        return (ours ? transition.toString() : transition.getClass().getName()) + " at " + ofCaller();
    }

    static String of(EventModule<?> module) {
        String name = module.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a module of " + name.substring(0, lambda);
    }
}
