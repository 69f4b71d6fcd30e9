package io.upshift.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * SSM's parameters in memory, with their versions. Thread-safe.
 *
 * <p>Source: {@code PutParameter} and {@code GetParametersByPath} in the AWS Systems Manager API Reference: names of
 * letters, digits and {@code _.-/}, absolute when they have a path, 15 levels at most, not beginning with {@code aws} or
 * {@code ssm}; 10 parameters a page. A secure string that isn't asked for decrypted comes encrypted.
 */
public final class FakeSsm implements SsmClient {
    private static final int LEVELS = 15;
    private static final int PAGE = 10;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.\\-]+|(/[a-zA-Z0-9_.\\-]+)+");

    private final AwsFaults faults;
    private final Map<String, List<Parameter>> parameters = new TreeMap<>();

    FakeSsm(AwsFaults faults) {
        this.faults = faults;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    @Override
    public synchronized PutParameterResponse putParameter(PutParameterRequest request) {
        return faults.around("PutParameter", () -> {
            List<Parameter> versions = parameters.computeIfAbsent(name(request.name()), name -> new ArrayList<>());
            if (!versions.isEmpty() && !Boolean.TRUE.equals(request.overwrite())) {
                throw AwsFaults.error(
                        ParameterAlreadyExistsException.builder(),
                        "ParameterAlreadyExists",
                        "The parameter already exists.");
            }
            long version = versions.size() + 1L;
            versions.add(Parameter.builder()
                    .name(request.name())
                    .type(request.type() == null ? ParameterType.STRING : request.type())
                    .value(request.value())
                    .version(version)
                    .build());
            return PutParameterResponse.builder().version(version).build();
        });
    }

    @Override
    public synchronized GetParameterResponse getParameter(GetParameterRequest request) {
        return faults.around("GetParameter", () -> {
            String[] parts = request.name().split(":", 2);
            List<Parameter> versions = parameters.getOrDefault(parts[0], List.of());
            int version = parts.length == 1 ? versions.size() : Integer.parseInt(parts[1]);
            if (version < 1 || version > versions.size()) {
                throw AwsFaults.error(ParameterNotFoundException.builder(), "ParameterNotFound", "");
            }
            return GetParameterResponse.builder()
                    .parameter(shown(versions.get(version - 1), request.withDecryption()))
                    .build();
        });
    }

    @Override
    public synchronized GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        return faults.around("GetParametersByPath", () -> {
            String path = request.path().endsWith("/") ? request.path() : request.path() + "/";
            boolean deep = Boolean.TRUE.equals(request.recursive());
            List<Parameter> found = parameters.entrySet().stream()
                    .filter(parameter -> parameter.getKey().startsWith(path))
                    .filter(parameter ->
                            deep || !parameter.getKey().substring(path.length()).contains("/"))
                    .map(parameter ->
                            parameter.getValue().get(parameter.getValue().size() - 1))
                    .map(parameter -> shown(parameter, request.withDecryption()))
                    .toList();
            Page<Parameter> page = Page.of(found, request.nextToken(), PAGE);
            return GetParametersByPathResponse.builder()
                    .parameters(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static Parameter shown(Parameter parameter, Boolean decrypted) {
        boolean secret = parameter.type() == ParameterType.SECURE_STRING && !Boolean.TRUE.equals(decrypted);
        return secret ? parameter.toBuilder().value("AQICAHh...").build() : parameter;
    }

    private static String name(String name) {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        String lower = bare.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || name.chars().filter(c -> c == '/').count() > LEVELS
                || lower.startsWith("aws")
                || lower.startsWith("ssm")) {
            throw AwsFaults.error(SsmException.builder(), "ValidationException", "Invalid parameter name: " + name);
        }
        return name;
    }
}
