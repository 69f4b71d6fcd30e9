package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The SSM parameter in which a service finds its database: any text with the endpoint's host in it, such as a host or a
 * JDBC URL.
 *
 * <p>SSM has no conditional write, so a switch is checked by versions: nobody else may have written between the look
 * before it and the look after it; if somebody has, their value is put back. Source: {@code PutParameter} and "Working with
 * parameter versions" in the AWS Systems Manager documentation. Services have to read it again to follow a switch.
 */
public final class SsmPointer {
    private final SsmClient ssm;
    private final String name;

    /** A value with its version. */
    record Reading(String value, long version) {
        boolean isAt(String host) {
            return !host.isEmpty() && whole(host).matcher(value).find();
        }

        String movedFrom(String from, String to) {
            return whole(from).matcher(value).replaceAll(Matcher.quoteReplacement(to));
        }

        /** Not as a part of a longer name. */
        private static Pattern whole(String host) {
            return Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(host) + "(?![A-Za-z0-9.-])");
        }
    }

    private SsmPointer(SsmClient ssm, String name) {
        this.ssm = ssm;
        this.name = name;
    }

    /** @param name of a parameter that exists and is no secure string: an endpoint is no secret, and a secret no endpoint */
    public static SsmPointer of(SsmClient ssm, String name) {
        return new SsmPointer(ssm, name);
    }

    String name() {
        return name;
    }

    List<RemoteCall> calls() {
        String arn = "arn:aws:ssm:*:*:parameter" + (name.startsWith("/") ? name : "/" + name);
        return List.of(
                new RemoteCall("ssm:GetParameter", arn, "reads where the service finds its database"),
                new RemoteCall("ssm:PutParameter", arn, "points the service to another database"));
    }

    Reading read() {
        return read(name);
    }

    /** @throws StepException when it isn't at this host */
    Reading require(String host) throws StepException {
        Reading now = read();
        if (!now.isAt(host)) {
            throw new StepException(
                    "the parameter " + name + " (version " + now.version() + ") doesn't point to " + host,
                    "see who has changed it; it has to name the host of the database that serves now");
        }
        return now;
    }

    /**
     * Points it from one host to another, or finds that an earlier try has.
     *
     * @param seen the version at the look before
     * @return the version that says so
     * @throws StepException when somebody else has written since
     */
    long move(String from, String to, long seen) throws StepException {
        Reading now = read();
        if (now.version() == seen) {
            if (!now.isAt(from)) {
                throw changed(seen, now.version());
            }
            String value = now.movedFrom(from, to);
            ssm.putParameter(request -> request.name(name).value(value).overwrite(true));
            now = read();
        }
        for (long version = seen + 1; version <= now.version(); version++) {
            Reading between = read(name + ":" + version);
            if (!between.isAt(to)) {
                if (now.isAt(to)) {
                    ssm.putParameter(
                            request -> request.name(name).value(between.value()).overwrite(true));
                }
                throw changed(seen, version);
            }
        }
        return now.version();
    }

    private StepException changed(long seen, long version) {
        return new StepException(
                "the parameter " + name + " was changed by somebody else: it was version " + seen + ", and version "
                        + version + " isn't ours",
                "see what it says now, and run again when it is right");
    }

    private Reading read(String what) {
        try {
            Parameter found = Reads.read(() -> ssm.getParameter(request -> request.name(what)))
                    .parameter();
            if (found.type() == ParameterType.SECURE_STRING) {
                throw MigrationException.usage(
                        "The parameter " + name + " is a secure string",
                        "keep the endpoint in a plain one, and secrets in Secrets Manager");
            }
            return new Reading(found.value(), found.version());
        } catch (ParameterNotFoundException e) {
            throw MigrationException.usage(
                    "There is no parameter " + what + " in the client's Region",
                    "create it with the endpoint's host in it, and let the service read it");
        }
    }
}
