package io.upshift.postgres.change.declared;

import io.upshift.Metadata;
import io.upshift.postgres.change.Contract;
import io.upshift.postgres.change.ExpandContract;
import io.upshift.postgres.change.TableChange;
import java.time.Duration;

/** A declaration with everything that it may say. */
public final class SplitName1709123456790 implements ExpandContract {
    @Override
    public TableChange change() {
        return TableChange.splitColumn("people", "name")
                .into("first_name", "text", "split_part(name, ' ', 1)")
                .into("last_name", "text", "substr(name, strpos(name, ' ') + 1)")
                .notNull("last_name")
                .back("name", "first_name || ' ' || last_name");
    }

    @Override
    public Contract contract() {
        return Contract.confirmed("people.name").keepingOldFor(Duration.ofDays(14));
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Split names of people").author("ann");
    }
}
