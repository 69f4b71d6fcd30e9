package io.upshift.event;

/**
 * Names what upcasters remember along one stream, such as the warehouse that an earlier event told.
 *
 * @param name unique in its registry
 * @param type of the value
 */
public record StreamKey<T>(String name, Class<T> type) {

    public static <T> StreamKey<T> of(String name, Class<T> type) {
        return new StreamKey<>(name, type);
    }

    @Override
    public String toString() {
        return name;
    }
}
