package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Scene.Held;
import io.upshift.postgres.sql.Waiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes through migrations in their order, statement by statement, with every rule. */
final class Linter {
    private static final Set<Category> IN_USE = Set.of(Category.LOCK, Category.LOSS, Category.COMPATIBILITY);

    private final LintPolicy policy;
    private final LiveFacts facts;
    private final KnownSchema before;
    private final KnownSchema after;
    private final SchemaStory story;
    private final List<LintFinding> findings = new ArrayList<>();

    /** @param known makes the schema as it is before the first statement, twice the same */
    private Linter(LintPolicy policy, LiveFacts facts, List<LintUnit> units, Supplier<KnownSchema> known) {
        this.policy = policy;
        this.facts = facts;
        this.before = known.get();
        this.story = new SchemaStory(before);
        this.after = known.get();
        SchemaStory whole = new SchemaStory(after);
        for (int i = 0; i < units.size(); i++) {
            for (Located located : units.get(i).statements()) {
                whole.tell(located.statement(), i);
            }
        }
    }

    static List<LintFinding> lint(
            LintPolicy policy, LiveFacts facts, List<LintUnit> units, Supplier<KnownSchema> known) {
        Linter linter = new Linter(policy, facts, units, known);
        for (int i = 0; i < units.size(); i++) {
            linter.unit(units.get(i), i);
        }
        return linter.findings;
    }

    private void unit(LintUnit unit, int position) {
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < unit.statements().size(); i++) {
            Located located = unit.statements().get(i);
            Scene bare = scene(unit, position, i, List.of(), List.of());
            List<Effect> effects = new Effects(before)
                    .of(located.statement()).stream()
                            .filter(effect -> !bare.isFresh(effect.table()))
                            .toList();
            look(scene(unit, position, i, effects, List.copyOf(held)));
            if (unit.isOneTransaction()) {
                effects.forEach(effect -> held.add(new Held(located, effect)));
            }
            story.tell(located.statement(), position);
        }
    }

    private Scene scene(LintUnit unit, int position, int index, List<Effect> effects, List<Held> held) {
        return new Scene(
                policy, unit, position, index, unit.statements().get(index), before, after, effects, held, facts);
    }

    private void look(Scene scene) {
        Set<String> used = new HashSet<>();
        for (Rule rule : Rules.all()) {
            if (policy.isOn(rule)) {
                rule.check()
                        .look(scene, scene.located().statement())
                        .filter(found -> isInUse(scene, rule, found.hit()))
                        .distinct()
                        .forEach(found -> keep(scene, rule, found, used));
            }
        }
        for (Waiver waiver : scene.located().waivers()) {
            if (!used.contains(waiver.rule())) {
                Rule rule = Rules.UNUSED_WAIVER;
                Hit hit = Hit.of("nothing here is " + waiver.rule() + ", which is allowed", "");
                findings.add(finding(scene, rule, hit, List.of(), null));
            }
        }
    }

    /** What a way back loses is what it is for, and a revert asks before it does. */
    private static boolean isInUse(Scene scene, Rule rule, Hit hit) {
        Name table = hit.table();
        boolean isForOthers = rule.category() == Category.LOSS || rule.category() == Category.COMPATIBILITY;
        boolean isFresh = table != null && hit.column() != null && scene.isFresh(table, hit.column());
        if (isForOthers && (scene.unit().isDown() || isFresh)) {
            return false;
        }
        return table == null || !IN_USE.contains(rule.category()) || !scene.isFresh(table);
    }

    private void keep(Scene scene, Rule rule, Rule.Found found, Set<String> used) {
        Waiver allowed = scene.located().waivers().stream()
                .filter(waiver -> waiver.rule().equals(rule.id()))
                .findFirst()
                .orElse(null);
        if (allowed != null) {
            used.add(rule.id());
        }
        findings.add(finding(scene, rule, found.hit(), found.effects(), allowed == null ? null : allowed.reason()));
    }

    private LintFinding finding(Scene scene, Rule rule, Hit hit, List<Effect> effects, @Nullable String suppressed) {
        Name table = hit.table();
        TableFacts live = table == null ? null : facts.table(before.key(table));
        Effect effect = effects.stream()
                .filter(one -> one.table().equals(table))
                .max(Comparator.comparing(Effect::lock).thenComparing(Effect::work))
                .orElse(null);
        Severity severity = policy.severity(rule, scene.unit(), table, live);
        return new LintFinding(
                rule, severity, scene.unit(), scene.located(), hit, effect, live, facts.replicas(), suppressed);
    }
}
