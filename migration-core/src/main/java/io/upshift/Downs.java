package io.upshift;

import java.lang.reflect.Method;

/** Tells whether a migration has a way back. */
final class Downs {
    private Downs() {}

    static boolean has(Migration<?> migration) {
        for (Method method : migration.getClass().getMethods()) {
            boolean isDown = method.getName().equals("down") && method.getParameterCount() == 1;
            if (isDown && method.getDeclaringClass() != Migration.class) {
                return true;
            }
        }
        return false;
    }
}
