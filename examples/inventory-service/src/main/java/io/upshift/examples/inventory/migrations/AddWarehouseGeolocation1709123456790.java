package io.upshift.examples.inventory.migrations;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.table;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the place of a warehouse: a geography where the server offers PostGIS, a plain point where it doesn't.
 *
 * <p>Warehouses are few, so their index is built with the column. Down leaves PostGIS installed: others may use it.
 */
public final class AddWarehouseGeolocation1709123456790 implements Migration<PostgresSession> {
    private static final Logger log = LoggerFactory.getLogger(AddWarehouseGeolocation1709123456790.class);

    @Override
    public void up(PostgresSession db) throws SQLException {
        if (hasPostgis(db)) {
            log.info("warehouses.location is a geography: the server offers PostGIS");
            db.sql("create extension if not exists postgis");
            db.sql("alter table warehouses add column location geography(point)");
            db.sql("comment on column warehouses.location is 'WGS 84, by PostGIS'");
        } else {
            log.warn("warehouses.location is a point, without distances on the globe: the server has no PostGIS");
            db.sql("alter table warehouses add column location point");
            db.sql("comment on column warehouses.location is '(longitude, latitude); there was no PostGIS'");
        }
        db.sql("create index idx_warehouse_location on warehouses using gist (location)");
    }

    private static boolean hasPostgis(PostgresSession db) throws SQLException {
        return db.jooq().fetchExists(table("pg_available_extensions"), condition("name = 'postgis'"));
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("alter table warehouses drop column location");
    }

    /** Which statements run depends on the server, so they can't stand for the content. */
    @Override
    public String revision() {
        return "1";
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Adds the place of a warehouse")
                .version("1.3.0")
                .author("Femi Okoye")
                .date(LocalDate.of(2024, 7, 2))
                .owner("inventory-team")
                .risk(Risk.LOW)
                .phase(Phase.EXPAND)
                .estimatedDuration(Duration.ofSeconds(5))
                .impactedTables("warehouses");
    }
}
