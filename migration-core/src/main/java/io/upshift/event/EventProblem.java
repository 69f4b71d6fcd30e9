package io.upshift.event;

/** Why a stored event can't be read as its current version. */
public enum EventProblem {
    /** The registry has no such type. */
    UNKNOWN_TYPE,
    /** The type has no such version, and the version isn't newer than all that are known. */
    UNKNOWN_VERSION,
    /** The version is newer than all that are known: newer code has written it. */
    NEWER_VERSION,
    /** What the store holds as version isn't a whole number from 1. */
    BAD_VERSION,
    /** An upcaster, the codec or the service's reader failed, or an upcaster broke its promise. */
    FAILED
}
