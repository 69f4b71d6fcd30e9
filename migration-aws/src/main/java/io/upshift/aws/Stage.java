package io.upshift.aws;

import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.OnlineMigration;
import io.upshift.Step;
import java.util.List;

/** A part of an operation that is begun by a call of its own, such as the switch of a blue/green deployment. */
record Stage(MigrationId id, Metadata metadata, List<Step<Notes>> steps) implements OnlineMigration<Notes> {

    static Stage of(int number, String name, String description, List<Step<Notes>> steps) {
        return new Stage(MigrationId.of(String.valueOf(number), name), Metadata.of(description), List.copyOf(steps));
    }

    List<String> names() {
        return steps.stream().map(Step::name).toList();
    }
}
