package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.postgres.SqlFileName.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFileNameTest {

    @ParameterizedTest
    @CsvSource({
        "V1__a_b.sql, UP, 1-a_b",
        "V1.2__a.sql, UP, 1.2-a",
        "V001_02__a.sql, UP, 1.2-a",
        "U1__a.sql, DOWN, 1-a",
        "R__views.sql, UP, R-views",
        "UR__views.sql, DOWN, R-views",
        "000001_a.up.sql, UP, 1-a",
        "000001_a.down.sql, DOWN, 1-a",
        "1709123456789-AddTags.sql, UP, 1709123456789-AddTags",
        "1709123456789-AddTags.down.sql, DOWN, 1709123456789-AddTags",
        "001_a.sql, UP, 1-a",
        "rollback/001_rollback_a.sql, DOWN, 1-rollback_a",
        "rollback/V1__a.sql, DOWN, 1-a",
        "rollback/R__views.sql, DOWN, R-views",
        "rollback/fix_20231201000000_add_user_profiles.sql, FIX, 20231201000000-add_user_profiles",
        "2024/rollback/001_a.sql, DOWN, 1-a",
        "2024/001_a.sql, UP, 1-a",
    })
    void aNameSaysTheRoleAndTheId(String below, Role role, String id) {
        assertThat(name(below)).isEqualTo(new SqlFileName(role, io.upshift.MigrationId.parse(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.sql",
                "V__a.sql",
                "V1_a.sql",
                "V1.sql",
                "B1__baseline.sql",
                "v1__a.sql",
                "V1__a.SQL",
                "fix_001_a.sql",
                "rollback/001_a.up.sql",
                "rollback/fix_a.sql"
            })
    void anyOtherNameIsRefused(String below) {
        assertThatThrownBy(() -> name(below))
                .hasMessageContaining("The file migrations/" + below + " is not named like a migration")
                .hasMessageContaining("next: name it V1__x.sql");
    }

    @Test
    void aFileThatOnlyStartsLikeTheRollbackFolderIsNoDown() {
        assertThat(name("rollbacks/001_a.sql").role()).isEqualTo(Role.UP);
    }

    private static SqlFileName name(String below) {
        return SqlFileName.of(new SqlFile(below, "migrations/" + below, new byte[0]));
    }
}
