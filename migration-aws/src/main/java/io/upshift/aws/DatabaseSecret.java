package io.upshift.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upshift.Credentials;
import io.upshift.MigrationException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A database secret as RDS and Secrets Manager write it: {@code username}, {@code password}, and mostly {@code host},
 * {@code port}, {@code dbname}, {@code engine} and {@code dbInstanceIdentifier} or {@code dbClusterIdentifier}.
 *
 * <p>A secret that RDS manages itself has the user and the password alone. Source: "JSON structure of AWS Secrets Manager
 * secrets" and "Password management with Amazon RDS and AWS Secrets Manager". Immutable; never printed.
 */
public final class DatabaseSecret {
    private static final int POSTGRES_PORT = 5432;

    private final String name;
    private final Map<String, String> fields;

    private DatabaseSecret(String name, Map<String, String> fields) {
        this.name = name;
        this.fields = fields;
    }

    /** @throws MigrationException when it is no JSON object, or has no user or password; its text is never shown */
    static DatabaseSecret parse(String name, String json) {
        Map<String, String> fields = new TreeMap<>();
        // The location in the parser's own message would hold the secret.
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable(name);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    fields.put(field, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw unreadable(name);
        }
        DatabaseSecret secret = new DatabaseSecret(name, fields);
        secret.required("username");
        secret.required("password");
        return secret;
    }

    public Credentials credentials() {
        return new Credentials(required("username"), required("password"));
    }

    public Optional<String> host() {
        return Optional.ofNullable(fields.get("host"));
    }

    /** PostgreSQL's own unless the secret has one. */
    public int port() {
        String port = fields.getOrDefault("port", String.valueOf(POSTGRES_PORT));
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw MigrationException.usage("The field port of the secret " + name + " is no number", "correct it");
        }
    }

    public Optional<String> database() {
        return Optional.ofNullable(fields.get("dbname"));
    }

    public Optional<String> engine() {
        return Optional.ofNullable(fields.get("engine"));
    }

    /** Of the instance, or of the cluster. */
    public Optional<String> identifier() {
        return Optional.ofNullable(fields.getOrDefault("dbInstanceIdentifier", fields.get("dbClusterIdentifier")));
    }

    /**
     * Where the database is, for {@code PostgresPool.open}; encrypted, with the server's certificate and name checked,
     * unless the host is this machine.
     *
     * @throws MigrationException when the secret doesn't say where, or names another engine
     */
    public String jdbcUrl() {
        String engine = engine().orElse("postgres");
        if (!engine.equals("postgres") && !engine.equals("aurora-postgresql")) {
            throw MigrationException.usage(
                    "The secret " + name + " is of the engine " + engine, "name the secret of a PostgreSQL database");
        }
        return JdbcUrl.of(required("host"), port(), required("dbname"));
    }

    /** Its name alone. */
    @Override
    public String toString() {
        return "DatabaseSecret[" + name + "]";
    }

    private String required(String field) {
        String value = fields.get(field);
        if (value == null || value.isEmpty()) {
            throw MigrationException.usage(
                    "The secret " + name + " has no field " + field + "; it has " + fields.keySet(),
                    "add the field, or name the database's own secret");
        }
        return value;
    }

    private static MigrationException unreadable(String name) {
        return MigrationException.usage(
                "The secret " + name + " is not a JSON object", "name a secret that holds a database's credentials");
    }
}
