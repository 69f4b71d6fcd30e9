package io.upshift;

/** Which way a step goes. */
public enum Direction {
    UP,
    DOWN
}
