package io.upshift.postgres.lint;

import io.upshift.postgres.lint.LintUnit.Located;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables that migrations lock or change. */
final class Touched {
    private Touched() {}

    /** Each by {@link KnownSchema#key}. */
    static Map<String, Name> tables(String schema, List<LintUnit> units) {
        KnownSchema known = new KnownSchema(schema);
        SchemaStory story = new SchemaStory(known);
        Effects effects = new Effects(known);
        Map<String, Name> tables = new TreeMap<>();
        for (int i = 0; i < units.size(); i++) {
            for (Located located : units.get(i).statements()) {
                effects.of(located.statement())
                        .forEach(effect -> tables.put(known.key(effect.table()), effect.table()));
                story.tell(located.statement(), i);
            }
        }
        return tables;
    }
}
