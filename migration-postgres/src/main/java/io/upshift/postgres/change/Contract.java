package io.upshift.postgres.change;

import io.upshift.Gate;
import io.upshift.postgres.PostgresSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the old structure of a change may go. Immutable.
 *
 * <p>The first release says {@link #notYet}; a release in which no code uses the old structure any more confirms it, or
 * {@link #when} names gates that tell by themselves.
 */
public final class Contract {
    private final String confirmed;
    private final List<Gate<PostgresSession>> gates;
    private final Duration kept;

    private Contract(String confirmed, List<Gate<PostgresSession>> gates, Duration kept) {
        this.confirmed = confirmed;
        this.gates = gates;
        this.kept = kept;
    }

    /** Nobody has said that the old structure may go. */
    public static Contract notYet() {
        return new Contract("", List.of(), Duration.ZERO);
    }

    /**
     * A person has made sure that nothing uses the old structure any more.
     *
     * @param old its name once more, as {@code table.column}
     */
    public static Contract confirmed(String old) {
        return new Contract(old, List.of(), Duration.ZERO);
    }

    /** As soon as every gate is open. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Contract when(Gate<PostgresSession>... gates) {
        if (gates.length == 0) {
            throw new IllegalArgumentException("A contract that waits for gates needs at least one");
        }
        return new Contract("", List.of(gates), Duration.ZERO);
    }

    /** The same, and this gate has to be open too. */
    public Contract and(Gate<PostgresSession> gate) {
        List<Gate<PostgresSession>> all = new ArrayList<>(gates);
        all.add(gate);
        return new Contract(confirmed, List.copyOf(all), kept);
    }

    /**
     * The old structure stays for a while after the contract, in step with the new one, so that a service that is rolled
     * back loses nothing; a fourth migration, {@code .4}, takes it away when the time is over.
     */
    public Contract keepingOldFor(Duration time) {
        return new Contract(confirmed, gates, time);
    }

    Duration kept() {
        return kept;
    }

    /** @param old what goes, as {@code table.column}s */
    List<Gate<PostgresSession>> gates(List<String> old) {
        List<Gate<PostgresSession>> all = new ArrayList<>(gates);
        if (gates.isEmpty()) {
            all.add(session -> whyShut(old));
        }
        return List.copyOf(all);
    }

    private Optional<String> whyShut(List<String> old) {
        String names = String.join(", ", old);
        if (confirmed.equals(names)) {
            return Optional.empty();
        }
        return Optional.of(
                confirmed.isEmpty()
                        ? "nobody has said that " + names
                                + " may go: when no code uses it any more, let contract() return"
                                + " Contract.confirmed(\"" + names + "\")"
                        : "the contract confirms " + confirmed + ", and what would go is " + names);
    }
}
