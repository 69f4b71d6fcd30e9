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
        MigrationId id = declared.id();
        Phases phases = change.phases(id);
        Contract contract = declared.contract();
        boolean isKept = !contract.kept().isZero();
        List<Step<PostgresSession>> last = new ArrayList<>(phases.contract());
        if (!isKept) {
            last.addAll(phases.drop());
        }
        String revision = sha256(change.content());
        List<Change<PostgresSession>> all = new ArrayList<>();
        MigrationId expand = of(id, 1, "Expand");
        MigrationId backfill = of(id, 2, "Backfill");
        MigrationId end = of(id, 3, "Contract");
        Metadata said = declared.metadata();
        String what = said.description().isEmpty() ? id.description() : said.description();
        all.add(new PhaseChange(
                expand,
                said.description(what + ": expand").phase(Phase.EXPAND),
                revision,
                phases.expand(),
                List.of()));
        all.add(new PhaseChange(
                backfill,
                said.description(what + ": backfill").phase(Phase.BACKFILL).dependsOn(expand.toString()),
                revision,
                phases.backfill(),
                List.of()));
        all.add(new PhaseChange(
                end,
                said.description(what + ": contract")
                        .phase(Phase.CONTRACT)
                        .breaking(!isKept)
                        .dependsOn(backfill.toString()),
                revision + (isKept ? ":kept" : ""),
                List.copyOf(last),
                contract.gates(change.goes())));
        return List.copyOf(all);
    }

    private static MigrationId of(MigrationId id, int number, String phase) {
        return MigrationId.of(id.version() + "." + number, id.name() + phase);
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
