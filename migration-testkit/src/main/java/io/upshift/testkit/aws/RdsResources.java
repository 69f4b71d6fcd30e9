package io.upshift.testkit.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The resources of one kind under their names, each with its statuses over time. Used under the fake's lock. */
final class RdsResources<T> {
    private final RdsKind<T> kind;
    private final VirtualClock clock;
    private final Map<String, T> resources = new TreeMap<>();
    private final Map<String, Lifecycle> lives = new TreeMap<>();
    private final List<Later> later = new ArrayList<>();

    /** Something that happens to one of them when its time has come. */
    private record Later(Instant due, Runnable what) {}

    RdsResources(RdsKind<T> kind, VirtualClock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** The name as RDS keeps it, when nothing has it. */
    String free(String wanted) {
        String id = kind.name(wanted);
        if (current().containsKey(id)) {
            throw kind.taken().apply(id);
        }
        return id;
    }

    T add(String id, T resource, Duration takes, String end) {
        current().put(id, resource);
        Lifecycle life = new Lifecycle(clock.instant(), "creating");
        life.pass(clock.instant(), "creating", takes, end);
        lives.put(id, life);
        return now(id);
    }

    void change(String id, UnaryOperator<T> change) {
        T old = now(id);
        current().put(kind.name(id), change.apply(old));
    }

    /** In a status for a while, and then gone. */
    T remove(String id, String status, Duration takes) {
        String name = kind.name(id);
        life(name).set(clock.instant(), status);
        T gone = now(name);
        at(takes, () -> {
            resources.remove(name);
            lives.remove(name);
        });
        return gone;
    }

    /** Renaming for a while, and then there under the new name alone. */
    T rename(String id, String wanted, Duration takes, UnaryOperator<T> renamed) {
        String from = kind.name(id);
        String to = free(wanted);
        life(from).pass(clock.instant(), "renaming", takes, "available");
        T renaming = now(from);
        at(takes, () -> {
            T moved = renamed.apply(resources.remove(from));
            resources.put(to, moved);
            lives.put(to, lives.remove(from));
        });
        return renaming;
    }

    List<T> all() {
        return List.copyOf(current().keySet()).stream().map(this::now).toList();
    }

    int count() {
        return current().size();
    }

    T now(String id) {
        String name = kind.name(id);
        T resource = current().get(name);
        if (resource == null) {
            throw kind.missing().apply(id);
        }
        Lifecycle life = life(name);
        return kind.shown().in(resource, life.at(clock.instant()), life.percent(clock.instant()));
    }

    /** One in the status available. */
    T available(String id) {
        if (!status(id).equals("available")) {
            throw kind.busy().apply(id);
        }
        return now(id);
    }

    /** One in any status but that of being made. */
    T made(String id) {
        if (status(id).equals("creating")) {
            throw kind.busy().apply(id);
        }
        return now(id);
    }

    void pass(String id, String status, Duration takes) {
        life(kind.name(id)).pass(clock.instant(), status, takes, "available");
    }

    Lifecycle life(String id) {
        current();
        Lifecycle life = lives.get(id);
        if (life == null) {
            throw new IllegalArgumentException("There is nothing named " + id + "; there are " + lives.keySet());
        }
        return life;
    }

    private String status(String id) {
        now(id);
        return life(kind.name(id)).at(clock.instant());
    }

    private void at(Duration after, Runnable what) {
        later.add(new Later(clock.instant().plus(after), what));
    }

    private Map<String, T> current() {
        List<Later> due = later.stream()
                .filter(change -> !change.due().isAfter(clock.instant()))
                .toList();
        later.removeAll(due);
        due.forEach(change -> change.what().run());
        return resources;
    }
}
