package io.upshift.examples.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.metrics.MicrometerMetrics;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the service gives to Upshift: its data source, its migrations, and every property below {@code upshift}. */
@Configuration
class MigrationConfig {
    @Bean
    Settings migrationSettings(Environment environment) {
        Map<String, String> given = Binder.get(environment)
                .bind("upshift", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        return Settings.from(given.entrySet().stream()
                .collect(Collectors.toMap(setting -> "upshift." + setting.getKey(), Map.Entry::getValue)));
    }

    @Bean
    MigrationState migrationState() {
        return new MigrationState();
    }

    @Bean
    MigrationsAtStart migrationsAtStart(
            DataSource dataSource, Settings settings, MigrationState state, ObjectProvider<MeterRegistry> meters) {
        return new MigrationsAtStart(
                runner(dataSource, settings.batchWorkers(0), state, meters),
                runner(dataSource, settings, state, meters),
                settings.startupMode(),
                state);
    }

    private static MigrationRunner<PostgresSession> runner(
            DataSource dataSource, Settings settings, MigrationState state, ObjectProvider<MeterRegistry> meters) {
        MigrationRunner.Builder<PostgresSession> builder = MigrationRunner.on(PostgresTarget.of(dataSource))
                .service("spring-service", "1.0.0")
                .from(SqlFiles.in("db/migration"))
                .add(new LabelItems2())
                .settings(settings)
                .listener(state);
        meters.ifAvailable(registry -> builder.listener(MicrometerMetrics.of(registry)));
        return builder.build();
    }
}
