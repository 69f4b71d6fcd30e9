package io.upshift.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the current version of a type leaves behind for later events of its stream. */
record Memory<P, T>(StreamKey<T> key, String type, Function<? super P, ? extends @Nullable T> from) {}
