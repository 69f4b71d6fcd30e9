package io.upshift.dynamodb;

/**
 * What a step in batches leaves on each item that it changes, so that no item is changed twice: an attribute that the
 * change itself sets, and whose absence it requires.
 *
 * <p>A batch and its checkpoint aren't one transaction. Whoever works on a stretch again, because a worker was killed,
 * passed over or lost a reply, sees by the marker what is done. Taken back, the change of an item requires its marker and
 * removes it.
 *
 * @param attribute of its own for each step: {@code upshift_<version>_<step>}
 * @param value of this worker's claim, so that it can be seen who did it
 * @param isTakenBack whether this is the way back
 */
public record Marker(String attribute, String value, boolean isTakenBack) {
    /** The attribute that a step of a migration leaves, for those that remove it when it isn't needed any more. */
    public static String attribute(String version, int step) {
        return "upshift_" + version + "_" + step;
    }
}
