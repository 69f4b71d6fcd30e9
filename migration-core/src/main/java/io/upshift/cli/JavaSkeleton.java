package io.upshift.cli;

import java.util.Map;

/** A class that compiles, and fails until it is written. */
final class JavaSkeleton {
    private static final String TEXT = """
            package %1$s;

            import io.upshift.Migration;
            import %2$s;

            /** To %5$s. */
            public final class %4$s implements Migration<%3$s> {
                @Override
                public void up(%3$s db) {
                    throw new UnsupportedOperationException("Write here what is to %5$s");
                }

                /** Leave this method out if there is no way back. */
                @Override
                public void down(%3$s db) {
                    throw new UnsupportedOperationException("Write here what takes it back");
                }
            }
            """;

    private JavaSkeleton() {}

    static Map<String, String> of(String packageName, String className, String session, String sentence) {
        String simple = session.substring(session.lastIndexOf('.') + 1);
        return Map.of(className + ".java", TEXT.formatted(packageName, session, simple, className, sentence));
    }
}
