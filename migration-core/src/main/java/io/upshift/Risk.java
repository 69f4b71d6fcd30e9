package io.upshift;

/** How much care a migration asks for, in its author's judgement. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
