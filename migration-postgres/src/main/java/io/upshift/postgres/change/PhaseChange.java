package io.upshift.postgres.change;

import io.upshift.Change;
import io.upshift.Gate;
import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.OnlineMigration;
import io.upshift.Phase;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** One phase of a change, as a migration. */
record PhaseChange(
        MigrationId id,
        Metadata metadata,
        String revision,
        List<Step<PostgresSession>> steps,
        List<Gate<PostgresSession>> gates)
        implements OnlineMigration<PostgresSession> {

    static List<Change<PostgresSession>> all(ExpandContract declared) {
        TableChange change = declared.change();
        Contract contract = declared.contract();
        Phases phases = change.phases(declared.id(), contract.kept());
        boolean isKept = !phases.kept().isEmpty();
        PhaseChange expand = of(declared, 1, "Expand", Phase.EXPAND, phases.expand(), List.of());
        PhaseChange backfill = of(declared, 2, "Backfill", Phase.BACKFILL, phases.backfill(), List.of())
                .after(expand);
        List<Step<PostgresSession>> last = new ArrayList<>(phases.contract());
        if (!isKept) {
            last.addAll(phases.drop());
        }
        List<Gate<PostgresSession>> gates = contract.gates(change.goes());
        PhaseChange end = of(declared, 3, "Contract", Phase.CONTRACT, last, gates)
                .after(backfill)
                .breaking(!isKept);
        if (!isKept) {
            return List.of(expand, backfill, end);
        }
        PhaseChange drop = of(declared, 4, "Drop", Phase.CONTRACT, phases.drop(), phases.kept())
                .after(end)
                .breaking(true);
        return List.of(expand, backfill, end, drop);
    }

    private static PhaseChange of(
            ExpandContract declared,
            int number,
            String name,
            Phase phase,
            List<Step<PostgresSession>> steps,
            List<Gate<PostgresSession>> gates) {
        MigrationId id = declared.id();
        Metadata said = declared.metadata();
        String what = said.description().isEmpty() ? id.description() : said.description();
        return new PhaseChange(
                MigrationId.of(id.version() + "." + number, id.name() + name),
                said.description(what + ": " + name.toLowerCase(Locale.ROOT)).phase(phase),
                sha256(declared.change().content()),
                List.copyOf(steps),
                gates);
    }

    private PhaseChange after(PhaseChange before) {
        return new PhaseChange(id, metadata.dependsOn(before.id.toString()), revision, steps, gates);
    }

    private PhaseChange breaking(boolean breaking) {
        return new PhaseChange(id, metadata.breaking(breaking), revision, steps, gates);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
