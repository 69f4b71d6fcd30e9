package io.upshift.postgres.lint;

import io.upshift.MigrationException;
import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import java.util.List;
import java.util.stream.Stream;

/** Every rule there is. */
final class Rules {
    /** Found where no rule is: in what an author wrote about rules. */
    static final Rule UNUSED_WAIVER = new Rule(
            "unused-waiver",
            Category.PRACTICE,
            Severity.ADVICE,
            false,
            "A waiver that matches no finding hides nothing today and something else tomorrow. Take it out, or correct"
                    + " the name of its rule.",
            "sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS",
            (scene, statement) -> Stream.empty());

    private static final List<Rule> ALL = Stream.of(
                    IndexRules.all(),
                    MaintenanceRules.all(),
                    ForeignKeyRules.all(),
                    ConstraintRules.all(),
                    ColumnRules.all(),
                    TypeRules.all(),
                    TypeChangeRules.all(),
                    LossRules.all(),
                    DefaultRules.all(),
                    RenameRules.all(),
                    TransactionRules.all(),
                    DataRules.all(),
                    NameRules.all(),
                    MigrationRules.all(),
                    List.of(UNUSED_WAIVER))
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static List<Rule> all() {
        return ALL;
    }

    /** @throws MigrationException when there is no such rule */
    static void require(String id) {
        if (ALL.stream().noneMatch(rule -> rule.id().equals(id))) {
            throw MigrationException.usage(
                    "There is no rule " + id,
                    "use one of "
                            + String.join(
                                    ", ", ALL.stream().map(Rule::id).sorted().toList()));
        }
    }
}
