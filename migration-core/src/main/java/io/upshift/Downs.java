package io.upshift;

import java.lang.reflect.Method;

/** Tells whether a migration has a way back. */
final class Downs {
    private static final ClassValue<Boolean> HAS_DOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return declaresDown(type);
        }
    };

    private Downs() {}

    static boolean has(Migration<?> migration) {
        return HAS_DOWN.get(migration.getClass());
    }

    private static boolean declaresDown(Class<?> type) {
        for (Method method : type.getMethods()) {
            boolean isDown = method.getName().equals("down") && method.getParameterCount() == 1;
            if (isDown && method.getDeclaringClass() != Migration.class) {
                return true;
            }
        }
        return false;
    }
}
