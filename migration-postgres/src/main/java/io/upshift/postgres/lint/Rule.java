package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Statement.AlterTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may be wrong with a statement.
 *
 * @param id in kebab case; it stays the same for ever
 * @param severity unless the policy says otherwise
 * @param isOffByDefault whether a policy has to ask for it
 * @param why what happens, in a sentence or two
 * @param source where PostgreSQL's documentation says so
 */
record Rule(
        String id,
        Category category,
        Severity severity,
        boolean isOffByDefault,
        String why,
        String source,
        Check<Statement> check) {

    /** What a rule is about, which tells what else may change its weight. */
    enum Category {
        /** Somebody waits, the longer the larger the table is. */
        LOCK,
        /** Something is gone afterwards. */
        LOSS,
        /** Code of the other version fails. */
        COMPATIBILITY,
        /** It fails, or doesn't do what it says. */
        CORRECTNESS,
        /** It will be regretted. */
        PRACTICE
    }

    /** Looks at a statement. */
    @FunctionalInterface
    interface Check<T> {
        /** What is wrong with it; none when nothing is. */
        Stream<Found> look(Scene scene, T statement);
    }

    /** Looks at one of the things that an ALTER TABLE does. */
    @FunctionalInterface
    interface ActionCheck<A> {
        @Nullable
        Hit look(Scene scene, Name table, A action);
    }

    /** Looks at a statement that can be wrong in one way. */
    @FunctionalInterface
    interface OneCheck<T> {
        @Nullable
        Hit look(Scene scene, T statement);
    }

    /**
     * A hit, and what the part of the statement does that it is about.
     *
     * @param effects of that part alone
     */
    record Found(Hit hit, List<Effect> effects) {}

    /** A rule about statements of one type. */
    static <T extends Statement> Rule of(
            String id,
            Category category,
            Severity severity,
            String why,
            String source,
            Class<T> type,
            OneCheck<T> check) {
        return new Rule(
                id,
                category,
                severity,
                false,
                why,
                source,
                (scene, statement) -> parts(statement)
                        .filter(type::isInstance)
                        .flatMap(part -> found(check.look(scene, type.cast(part)), scene.effects())));
    }

    /** A rule about one action of an ALTER TABLE. */
    static <A extends TableAction> Rule onAction(
            String id,
            Category category,
            Severity severity,
            String why,
            String source,
            Class<A> type,
            ActionCheck<A> check) {
        return new Rule(
                id,
                category,
                severity,
                false,
                why,
                source,
                (scene, statement) -> parts(statement)
                        .filter(AlterTable.class::isInstance)
                        .map(AlterTable.class::cast)
                        .flatMap(alter -> alter.actions().stream()
                                .filter(type::isInstance)
                                .flatMap(action -> found(
                                        check.look(scene, alter.table(), type.cast(action)),
                                        new TableEffects(scene.before(), alter.table()).of(action)))));
    }

    /** The same, unless a policy asks for it. */
    Rule offByDefault() {
        return new Rule(id, category, severity, true, why, source, check);
    }

    /** A statement, and the statements that it may execute. */
    private static Stream<Statement> parts(Statement statement) {
        return statement instanceof Statement.Block block
                ? Stream.concat(Stream.of(block), block.within().stream())
                : Stream.of(statement);
    }

    private static Stream<Found> found(@Nullable Hit hit, List<Effect> effects) {
        return Stream.ofNullable(hit).map(there -> new Found(Objects.requireNonNull(there), effects));
    }
}
