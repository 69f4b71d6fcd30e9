package io.upshift.postgres;

import io.upshift.Claims;
import io.upshift.postgres.sql.NameStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a file makes and takes away on the whole: a name that it makes and drops again is none of it. */
final class FileClaims {
    private FileClaims() {}

    static Claims of(List<FileStatement> statements) {
        Set<String> makes = new HashSet<>();
        Set<String> takes = new HashSet<>();
        boolean isAll = true;
        for (FileStatement statement : statements) {
            NameStatement names = NameStatement.of(statement.sent().text());
            isAll &= names.isAll();
            for (String taken : names.takes()) {
                if (!makes.remove(taken)) {
                    takes.add(taken);
                }
            }
            makes.addAll(names.makes());
        }
        return new Claims(makes, takes, isAll);
    }
}
