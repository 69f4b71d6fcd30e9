package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with field changes before any payload is seen. */
final class FieldChecks {
    private final List<FieldPath> gone = new ArrayList<>();
    private final List<FieldPath> made = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private FieldChecks() {}

    static List<String> of(FieldChanges<?> changes) {
        FieldChecks checks = new FieldChecks();
        for (FieldChange change : changes.changes()) {
            checks.check(change);
        }
        return checks.wrong.stream().map(what -> changes + ": " + what).toList();
    }

    /** What the changes name that the shape they start from hasn't. */
    static List<String> against(EventShape shape, FieldChanges<?> changes) {
        List<String> wrong = new ArrayList<>();
        EventShape at = shape;
        for (FieldChange change : changes.changes()) {
            FieldPath source = source(change);
            if (source != null && at.find(source) == null) {
                wrong.add(changes + ": it " + change.describe() + ", and " + changes.from() + " has no such field");
            }
            at = change.on(at);
        }
        return wrong;
    }

    private static @Nullable FieldPath source(FieldChange change) {
        return change instanceof RenameField rename
                ? rename.path()
                : change instanceof RemoveField remove
                        ? remove.path()
                        : change instanceof MoveField move
                                ? move.from()
                                : change instanceof ConvertField convert ? convert.path() : null;
    }

    private void check(FieldChange change) {
        FieldPath source = source(change);
        if (source != null && gone.stream().anyMatch(path -> path.overlaps(source) && !remade(source))) {
            wrong.add("it " + change.describe() + ", which an earlier change took away");
        }
        if (change instanceof AddField add) {
            makes(change, add.path());
        } else if (change instanceof RemoveField remove) {
            gone.add(remove.path());
            made.remove(remove.path());
        } else if (change instanceof RenameField rename) {
            moves(change, rename.path(), rename.renamed());
        } else if (change instanceof MoveField move) {
            moves(change, move.from(), move.to());
        }
    }

    private boolean remade(FieldPath path) {
        return made.stream().anyMatch(path::overlaps);
    }

    private void makes(FieldChange change, FieldPath path) {
        if (made.stream().anyMatch(path::overlaps)) {
            wrong.add("it " + change.describe() + ", which an earlier change made");
        }
        made.add(path);
    }

    private void moves(FieldChange change, FieldPath from, FieldPath to) {
        if (from.overlaps(to)) {
            wrong.add("it " + change.describe() + ", which is itself");
            return;
        }
        made.remove(from);
        gone.add(from);
        makes(change, to);
    }
}
