package io.upshift.testkit.aws;

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

    static AwsServiceException error(String code, String message) {
        return AwsFaults.error(RdsException.builder(), code, message);
    }
}
