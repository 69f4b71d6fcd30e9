package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.upshift.Credentials;
import io.upshift.RotatingCredentials;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An embedded server accepts any password, so that what it refuses here is a role that is gone. */
class RotatedLoginTest {
    private static final Credentials GONE = new Credentials("upshift_gone", "old");

    @Test
    void aLoginThatIsRefusedIsTriedOnceMoreWithOtherCredentials() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            Rotating credentials = new Rotating(new Credentials(database.user(), database.password()));

            try (HikariDataSource pool = PostgresPool.open(database.url(), credentials);
                    Connection connection = pool.getConnection()) {
                assertThat(connection.getMetaData().getUserName()).isEqualTo(database.user());
            }
            assertThat(credentials.refused).containsExactly(GONE);
        }
    }

    @Test
    void credentialsThatDoNotRotateAreNotTriedTwice() {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            List<Credentials> asked = new ArrayList<>();
            Supplier<Credentials> fixed = () -> {
                asked.add(GONE);
                return GONE;
            };

            try (HikariDataSource pool = PostgresPool.open(database.url(), fixed)) {
                assertThatThrownBy(() -> pool.getDataSource().getConnection()).hasMessageContaining("upshift_gone");
            }
            assertThat(asked).hasSize(1);
        }
    }

    private static final class Rotating implements RotatingCredentials {
        private final Credentials next;
        private final List<Credentials> refused = new ArrayList<>();

        Rotating(Credentials next) {
            this.next = next;
        }

        @Override
        public Credentials get() {
            return GONE;
        }

        @Override
        public Credentials renew(Credentials was) {
            refused.add(was);
            return next;
        }
    }
}
