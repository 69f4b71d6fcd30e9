package io.upshift;

/** How far an estimate can be relied on. */
public enum Confidence {
    /** Too few samples, or the rate varies by more than half. */
    LOW,
    /** The rate varies by 15 to 50 percent. */
    MEDIUM,
    /** The rate varies by less than 15 percent. */
    HIGH
}
