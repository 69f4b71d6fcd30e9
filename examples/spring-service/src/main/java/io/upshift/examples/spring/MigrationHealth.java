package io.upshift.examples.spring;

import java.util.Locale;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of the readiness: out of service until the schema is ready. */
@Component("migrations")
class MigrationHealth implements HealthIndicator {
    private final MigrationState state;

    MigrationHealth(MigrationState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        Health.Builder health = switch (state.stage()) {
            case READY -> Health.up();
            case FAILED -> Health.down();
            case WAITING, MIGRATING -> Health.outOfService();
        };
        return health.withDetail("stage", state.stage().name().toLowerCase(Locale.ROOT))
                .withDetail("note", state.note())
                .build();
    }
}
