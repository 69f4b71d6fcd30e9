package io.upshift.testkit.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.RdsException;

/**
 * What RDS accepts as a name, and the errors that it answers with.
 *
 * <p>Source: the constraints of {@code DBSnapshotIdentifier}, {@code DBInstanceIdentifier} and {@code
 * DBClusterSnapshotIdentifier} in the Amazon RDS API Reference.
 */
final class RdsRules {
    static final int SNAPSHOT = 255;
    static final int OTHER = 63;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9])*");

    private RdsRules() {}

    /** The name as RDS keeps it: in lower case. */
    static String name(String what, String name, int longest) {
        if (name == null || name.length() > longest || !NAME.matcher(name).matches()) {
            throw error(
                    "InvalidParameterValue",
                    "The parameter " + what + " is not a valid identifier. Identifiers must begin with a letter; must"
                            + " contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or"
                            + " contain two consecutive hyphens.");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** A change is restorable about five minutes after it was made: {@code LatestRestorableTime} in the API Reference. */
    static Instant latestRestorable(VirtualClock clock) {
        return clock.instant().minus(Duration.ofMinutes(5));
    }

    /** A restore is told either a time that can be had, or to take the latest. */
    static void restorable(Instant time, Boolean latest, Instant earliest, Instant newest) {
        boolean isLatest = Boolean.TRUE.equals(latest);
        if (isLatest == (time != null)) {
            throw error("InvalidParameterCombination", "Specify either a restore time or the latest restorable time.");
        }
        if (time != null && (time.isAfter(newest) || time.isBefore(earliest))) {
            throw error("InvalidParameterValue", "The specified time is not restorable: " + time);
        }
    }

    /** Deleting needs protection off, and either a last snapshot or the word that none is wanted. */
    static void deletable(Boolean isProtected, Boolean skipsSnapshot, String lastSnapshot, Object what) {
        if (Boolean.TRUE.equals(isProtected)) {
            throw error(
                    "InvalidParameterCombination",
                    "Cannot delete protected " + what.getClass().getSimpleName()
                            + ", please disable deletion protection and try again.");
        }
        if (Boolean.TRUE.equals(skipsSnapshot) == (lastSnapshot != null)) {
            throw error(
                    "InvalidParameterCombination",
                    "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
    }

    static AwsServiceException error(String code, String message) {
        return AwsFaults.error(RdsException.builder(), code, message);
    }
}
