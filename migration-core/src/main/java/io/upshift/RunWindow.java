package io.upshift;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check that lets runs begin only at certain times; outside of them everything pending is deferred, and the run ends
 * well.
 *
 * <p>Needs {@code com.cronutils:cron-utils} on the class path. A run that has begun isn't stopped when the window closes.
 * Immutable and thread-safe.
 */
public final class RunWindow implements Preflight {
    private static final Pattern TEXT = Pattern.compile("(?<cron>\\S+(\\s+\\S+){4})(\\s+(?<zone>\\S+))?");

    private final String expression;
    private final ZoneId zone;
    private final ExecutionTime open;
    private final Clock clock;

    private RunWindow(String expression, ZoneId zone, ExecutionTime open, Clock clock) {
        this.expression = expression;
        this.zone = zone;
        this.open = open;
        this.clock = clock;
    }

    /**
     * A window from a cron expression.
     *
     * @param cron five fields, as in crontab(5): the minutes in which a run may begin, such as {@code * 1-4 * * *}
     * @param zone whose clock the expression is about
     * @throws MigrationException when the expression can't be read
     */
    public static RunWindow of(String cron, ZoneId zone) {
        return of(cron, zone, Clock.systemUTC());
    }

    /**
     * A window from one text, as the setting {@code run-window} has it.
     *
     * @param text a cron expression and then, optionally, a time zone, such as {@code * 1-4 * * * Europe/Berlin}; UTC
     *     without one
     * @throws MigrationException when the text can't be read
     */
    public static RunWindow parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw unreadable(text, "it hasn't five fields");
        }
        try {
            ZoneId zone = parts.group("zone") == null ? ZoneOffset.UTC : ZoneId.of(parts.group("zone"));
            return of(parts.group("cron"), zone);
        } catch (DateTimeException e) {
            throw unreadable(text, "there is no such time zone");
        }
    }

    static RunWindow of(String cron, ZoneId zone, Clock clock) {
        try {
            Cron parsed = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron);
            return new RunWindow(cron, zone, ExecutionTime.forCron(parsed), clock);
        } catch (IllegalArgumentException e) {
            throw unreadable(cron, String.valueOf(e.getMessage()));
        }
    }

    private static MigrationException unreadable(String text, String why) {
        return MigrationException.usage(
                "The run window '" + text + "' can't be read (" + why + ")", "write five fields, such as * 1-4 * * *");
    }

    /**
     * The same window for work in batches, which pauses outside of it and goes on when it opens.
     *
     * @param <S> the session of the target
     */
    public <S> HealthCheck<S> forBatches() {
        return session -> open.isMatch(clock.instant().atZone(zone))
                ? HealthCheck.Health.fine()
                : HealthCheck.Health.closed("the run window " + expression + " (" + zone + ") is closed");
    }

    @Override
    public List<Finding> check(Plan plan) {
        ZonedDateTime now = clock.instant().atZone(zone);
        if (open.isMatch(now)) {
            return List.of();
        }
        String opens = open.nextExecution(now)
                .map(next -> "run again from " + next + " on")
                .orElse("it never opens again: correct the expression");
        return List.of(new Finding(
                Severity.DEFER, "run-window", "the run window " + expression + " (" + zone + ") is closed", opens));
    }
}
