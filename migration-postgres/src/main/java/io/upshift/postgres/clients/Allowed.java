package io.upshift.postgres.clients;

import java.util.ArrayList;
import java.util.List;

/** Sessions that don't count, by name. */
record Allowed(List<String> applications, List<String> roles) {
    static final Allowed NONE = new Allowed(List.of(), List.of());

    Allowed application(String name) {
        return new Allowed(with(applications, name), roles);
    }

    Allowed role(String role) {
        return new Allowed(applications, with(roles, role));
    }

    boolean allows(Sessions.Session session) {
        return roles.contains(session.role())
                || applications.stream().anyMatch(pattern -> matches(pattern, session.application()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static List<String> with(List<String> names, String name) {
        if (name.isBlank() || name.equals("*")) {
            throw new IllegalArgumentException("a name that allows everybody is no gate");
        }
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return List.copyOf(more);
    }
}
